using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class ChargeTests
{
    [Theory]
    [InlineData(10, 4, 4, 0)]
    [InlineData(10, 10, 10, 0)]
    [InlineData(10, 12, 10, 2)]
    [InlineData(0, 12, 0, 12)]
    [InlineData(10, 0, 0, 0)]
    public void A_debit_takes_what_is_there_and_owes_the_rest(int available, int amount, int debited, int owed) =>
        Assert.Equal(new ChargeDecision(null, 0, 0, debited, owed), ChargeDecisions.Debit(available, amount));

    [Theory]
    // free  hold  uses  charge | posted released debited owed
    [InlineData(5, 10, 1, 10, /**/ 10, 0, 0, 0)]
    [InlineData(5, 10, 1, 4, /*  */ 4, 6, 0, 0)]
    [InlineData(5, 10, 1, 0, /*  */ 0, 10, 0, 0)]
    [InlineData(5, 10, 1, 12, /**/ 10, 0, 2, 0)]
    [InlineData(5, 10, 1, 18, /**/ 10, 0, 5, 3)]
    [InlineData(5, 10, 2, 4, /*  */ 4, 0, 0, 0)]
    [InlineData(5, 10, 2, 12, /**/ 10, 0, 2, 0)]
    public void A_charge_takes_from_the_hold_then_from_the_balance_then_owes(
        int available, int held, int maxUses, int amount, int posted, int released, int debited, int owed)
    {
        var decision = ChargeDecisions.Post(available, HoldOf(held, maxUses), amount);

        Assert.Equal((posted, released, debited, owed), (decision.Posted, decision.Released, decision.Debited, decision.Owed));
        Assert.Equal((posted, released, 1), (decision.Hold!.Posted, decision.Hold.Released, decision.Hold.UsedCount));
        Assert.Equal(maxUses == 1 ? HoldStatus.Consumed : HoldStatus.Open, decision.Hold.Status);
    }

    [Theory]
    [InlineData(HoldStatus.Consumed)]
    [InlineData(HoldStatus.Released)]
    [InlineData(HoldStatus.Expired)]
    public void A_resolved_hold_pays_nothing_and_stays_as_it_is(HoldStatus status)
    {
        var hold = HoldOf(10) with { Status = status, Released = 10 };

        Assert.Equal(new ChargeDecision(hold, 0, 0, 5, 2), ChargeDecisions.Post(5, hold, 7));
    }

    [Fact]
    public void A_charge_of_just_what_is_left_of_a_hold_is_paid_however_many_digits_it_is_written_with()
    {
        var decision = ChargeDecisions.Post(5, HoldOf(10), 10.00m);

        Assert.Equal((10m, 0m, 0m), (decision.Posted, decision.Debited, decision.Owed));
    }

    [Fact]
    public void A_negative_charge_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChargeDecisions.Debit(5, -1));
}
