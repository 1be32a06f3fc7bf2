using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Pools;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Wallets;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Pools;

public class PoolFoldTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Fact]
    public void Units_are_conserved_and_never_below_zero_in_whatever_order_hours_are_billed()
    {
        for (var i = 0; i < 400; i++)
        {
            var seed = Random.Shared.Next();
            var random = new Random(seed);
            var grants = Enumerable.Range(0, random.Next(1, 5)).Select(number => RandomGrant(number, random)).ToList();
            var pool = new UnitPool(Id<Metric>.Of("m"), new(grants.Select(grant => new PooledGrant { First = ComingOf(grant) })));
            var days = Enumerable.Range(0, 40).OrderBy(_ => random.Next(4) == 0 ? random.Next() : 0).ToList();
            var drawn = new Dictionary<LotId, decimal>();
            foreach (var day in days)
            {
                var fold = new PoolFold(pool, At(day + 1));
                foreach (var part in fold.Parts(new Period(At(day), At(day + 1))))
                {
                    foreach (var share in fold.Draw(part, random.Next(0, 9)).ToList())
                    {
                        drawn[share.Lot!.Value] = drawn.GetValueOrDefault(share.Lot.Value) + share.Amount;
                    }
                }

                if (random.Next(5) == 0 && drawn.Keys.ToList() is { Count: > 0 } lots)
                {
                    var (lot, back) = (lots[random.Next(lots.Count)], random.Next(0, 3));
                    drawn[lot] -= Math.Min(back, drawn[lot]);
                    fold.Return(lot, back);
                }

                pool = fold.After;
                if (random.Next(20) == 0)
                {
                    pool = pool with { Grants = new(pool.Grants.Select((grant, index) => index == day % grants.Count ? grant with { VoidedAt = grant.VoidedAt ?? At(day) } : grant)) };
                }

                var now = new PoolFold(pool, At(41));
                Assert.All(now.Chains.SelectMany(chain => chain.Lots), lot => Assert.True(lot.Drawn >= 0 && lot.Drawn <= lot.Total && lot.Free >= 0, $"seed {seed}, day {day}: {lot.Id} {lot.Drawn} of {lot.Total}"));
            }

            foreach (var (grant, chain) in grants.Zip(new PoolFold(pool, PoolStanding.HourAfter(At(41))).Chains))
            {
                var view = PoolStanding.Of(grant, chain, At(41));
                Assert.True(view.Burned == drawn.Where(pair => pair.Key.Grant == grant.Id).Sum(pair => pair.Value), $"seed {seed}: {view}, drawn {string.Join(", ", drawn)}");
                Assert.True(view is { Remaining: >= 0, Expired: >= 0, Voided: >= 0 }, $"seed {seed}: {view}");
            }
        }
    }

    [Fact]
    public void What_is_billed_in_order_is_what_a_wallet_of_the_same_grants_pays()
    {
        for (var i = 0; i < 300; i++)
        {
            var seed = Random.Shared.Next();
            var random = new Random(seed);
            var grants = Enumerable.Range(0, random.Next(1, 5)).Select(number => RandomGrant(number, random)).ToList();
            var pool = new UnitPool(Id<Metric>.Of("m"), new(grants.Select(grant => new PooledGrant { First = ComingOf(grant) })));
            var wallet = grants.Aggregate(Sample.WalletWith(0), (before, grant) => WalletDecisions.Grant(before, grant with { Currency = before.Currency }, Start).OrThrow().Wallet);
            for (var day = 0; day < 40; day++)
            {
                var wanted = random.Next(0, 9);
                wallet = WalletTime.At(wallet, At(day));
                var (before, fold) = (wallet.Available, new PoolFold(pool, At(day + 1)));
                wallet = WalletDecisions.PayInvoice(wallet, $"inv_{day}", Math.Min(wanted, wallet.Available), At(day)).OrThrow().Wallet;
                var taken = fold.Draw(new Period(At(day), At(day + 1)), wanted).ToList().Sum(share => share.Amount);
                pool = fold.After;

                Assert.True(before - wallet.Available == taken, $"seed {seed}, day {day}: {before - wallet.Available} of money, {taken} units");
            }
        }
    }

    [Fact]
    public void What_was_carried_over_and_used_is_not_there_for_what_comes_late()
    {
        var grant = RandomGrant(0, new Random(1)) with
        {
            Amount = 10, EffectiveAt = Start, ExpiresAt = null, Recurrence = new() { Interval = BillingCadence.Day, TimeZone = "UTC", RolloverMaximum = 6 },
        };
        var fold = new PoolFold(new UnitPool(Id<Metric>.Of("m"), new([new PooledGrant { First = ComingOf(grant) }])), At(3));
        Assert.Equal(16, fold.Draw(new Period(At(1), At(2)), 20).ToList().Sum(share => share.Amount));

        Assert.Equal(4, fold.Draw(new Period(At(0), At(1)), 20).ToList().Sum(share => share.Amount));
    }

    private static Instant At(int day) => Start + Duration.FromDays(day);

    private static ComingLot ComingOf(Grant grant) =>
        WalletDecisions.Grant(Wallet.Empty(Currency.Parse("USD")), grant with { Currency = Currency.Parse("USD"), EffectiveAt = grant.EffectiveAt }, grant.EffectiveAt - Duration.FromDays(1)).OrThrow().Wallet.Coming[0];

    private static Grant RandomGrant(int number, Random random)
    {
        var (from, recurs) = (random.Next(0, 10), random.Next(2) == 0);
        return Grants.Of(random.Next(1, 30), $"g{number}", recurs || random.Next(3) == 0 ? null : At(from + random.Next(1, 30)), At(from), random.Next(99, 102)) with
        {
            Recurrence = !recurs ? null : new GrantRecurrence
            {
                Interval = random.Next(2) == 0 ? BillingCadence.Day : BillingCadence.Week,
                TimeZone = "UTC",
                RolloverMinimum = random.Next(0, 2) * 2,
                RolloverMaximum = random.Next(2, 12),
                EndsAt = random.Next(3) == 0 ? At(from + random.Next(1, 20)) : null,
            },
        };
    }
}
