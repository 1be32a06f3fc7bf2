using NodaTime;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class BurnOrderTests
{
    // Each lot: name, priority, day of expiry (0 for never), day of granting. "-" is the balance.
    [Theory]
    [InlineData("a 100 0 1", "a -")]
    [InlineData("a 100 9 1, b 100 5 2", "b a -")]
    [InlineData("a 100 0 1, b 100 5 2", "b a -")]
    [InlineData("a 100 5 2, b 100 5 1", "b a -")]
    [InlineData("a 50 0 2, b 100 5 1", "a b -")]
    [InlineData("a 101 5 1, b 100 0 2", "b - a")]
    [InlineData("a 255 5 1, b 0 0 2, c 100 9 1, d 100 9 2", "b c d - a")]
    [InlineData("a 100 5 1, b 100 5 1", "a b -")]
    public void The_lowest_priority_is_first_then_the_earliest_expiry_then_the_oldest_and_the_balance_is_the_last_of_100(string lots, string order)
    {
        var purse = new Purse(new([.. lots.Split(", ").Select(Lot).Reverse().Order(BurnOrder.Instance)]), 1);

        purse.Take(purse.Available, out var shares);

        Assert.Equal(order, string.Join(' ', shares.Select(share => share.Lot?.Grant.Suffix ?? "-")));
    }

    [Fact]
    public void A_sum_is_kept_whole_and_a_lot_is_touched_only_when_those_before_it_are_used_up()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var lots = Enumerable.Range(0, random.Next(6)).Select(number => Lot($"g{number} {random.Next(98, 103)} {random.Next(4)} {random.Next(1, 4)}") with
            {
                Remaining = random.Next(0, 500) / 100m,
            });
            var purse = new Purse(new(lots.Order(BurnOrder.Instance)), random.Next(0, 500) / 100m);
            var amount = Math.Round(purse.Available * random.Next(0, 101) / 100m, 2, MidpointRounding.ToZero);

            var rest = purse.Take(amount, out var shares);

            var taken = shares.Count == 0 ? amount : shares.Sum(share => share.Amount);
            Assert.True(taken == amount && rest.Available == purse.Available - amount, $"seed {seed}");
            Assert.True(rest.Balance >= 0 && rest.Lots.All(lot => lot.Remaining >= 0), $"seed {seed}");
            var before = InOrder(purse);
            var after = InOrder(rest);
            var last = after.FindLastIndex(remaining => remaining.Left != before[after.IndexOf(remaining)].Left);
            Assert.True(after.Take(Math.Max(last, 0)).All(remaining => remaining.Left == 0), $"seed {seed}: {purse} less {amount} is {rest}");
            Assert.True(rest.PutBack(shares, amount, Instant.MinValue) == purse, $"seed {seed}");
        }
    }

    [Fact]
    public void More_than_there_is_cannot_be_taken() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Purse(new([Lot("a 100 0 1")]), 1).Take(2.01m, out _));

    private static List<(string Name, decimal Left)> InOrder(Purse purse) =>
    [
        .. purse.Lots.Where(lot => lot.Priority <= 100).Select(NameOf),
        ("-", purse.Balance),
        .. purse.Lots.Where(lot => lot.Priority > 100).Select(NameOf),
    ];

    private static (string Name, decimal Left) NameOf(Lot lot) => (lot.Id.ToString(), lot.Remaining);

    private static Lot Lot(string text)
    {
        var parts = text.Split(' ');
        var (expiry, granted) = (int.Parse(parts[2]), int.Parse(parts[3]));
        return new Lot
        {
            Id = new LotId(Id<Grant>.Of(parts[0])),
            Priority = int.Parse(parts[1]),
            EffectiveAt = Noon,
            ExpiresAt = expiry == 0 ? null : Noon + Duration.FromDays(expiry),
            GrantedAt = Noon - Duration.FromDays(100 - granted),
            Remaining = 1,
        };
    }
}
