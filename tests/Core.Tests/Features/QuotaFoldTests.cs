using Tallystick.Core.Features;
using static Tallystick.Tests.Core.Tests.Features.Quotas;

namespace Tallystick.Tests.Core.Tests.Features;

public class QuotaFoldTests
{
    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(40, 60, 0)]
    [InlineData(100, 0, 0)]
    [InlineData(130, 0, 30)]
    public void Usage_is_taken_from_the_quota_and_what_exceeds_it_is_overage(int used, int balance, int overage)
    {
        var told = BalanceOf(To(Monthly(100)), [], At("2026-01-20"), [(At("2026-01-10"), used)]);

        Assert.Equal((balance, used, overage), (told.Balance, told.UsageInPeriod, told.Overage));
        Assert.Equal((At("2026-01-01"), At("2026-02-01")), (told.Period.Start, told.Period.End));
    }

    [Theory]
    [InlineData("2026-01-10T11:59:59", 100)]
    [InlineData("2026-01-10T12:00:00", 60)]
    public void The_instant_that_is_asked_for_counts_and_no_later_one(string at, int balance) =>
        Assert.Equal(balance, BalanceOf(To(Monthly(100)), [], At(at), [(At("2026-01-10T12:00:00"), 40)]).Balance);

    // What is left of 100 is 70 at the reset.
    [Theory]
    [InlineData(0, 0, 100)]
    [InlineData(0, 50, 150)]
    [InlineData(0, 500, 170)]
    [InlineData(80, 500, 180)]
    [InlineData(20, 20, 120)]
    public void A_reset_issues_the_quota_and_carries_over_what_is_left_within_bounds(int min, int max, int expected)
    {
        var quota = Monthly(100) with { ResetMinRollover = min, ResetMaxRollover = max };

        Assert.Equal(expected, BalanceOf(To(quota), [], At("2026-02-01"), [(At("2026-01-10"), 30)]).Balance);
    }

    [Fact]
    public void What_is_carried_over_is_bounded_as_a_whole_however_many_periods_it_comes_from() =>
        Assert.Equal(150, BalanceOf(To(Monthly(100) with { ResetMaxRollover = 50 }), [], At("2026-12-15"), []).Balance);

    [Theory]
    [InlineData(false, 100, 0)]
    [InlineData(true, 70, 0)]
    public void Overage_is_taken_off_the_next_period_where_it_is_preserved(bool preserve, int balance, int overage)
    {
        var told = BalanceOf(To(Monthly(100) with { PreserveOverageAtReset = preserve }), [], At("2026-02-05"), [(At("2026-01-10"), 130)]);

        Assert.Equal((balance, 0, overage), (told.Balance, told.UsageInPeriod, told.Overage));
    }

    [Fact]
    public void Overage_of_several_periods_adds_up_where_it_is_preserved()
    {
        var told = BalanceOf(
            To(Monthly(100) with { PreserveOverageAtReset = true }), [], At("2026-03-05"), [(At("2026-01-10"), 350), (At("2026-03-02"), 10)]);

        Assert.Equal((0, 10, 60), (told.Balance, told.UsageInPeriod, told.Overage));
    }

    // A quota of 10 with priority 1; two grants of 10 each. The grant that is used first is gone by February, the other one is whole.
    [Theory]
    [InlineData(0, null, 0, null, "first")]
    [InlineData(2, null, 0, null, "second")]
    [InlineData(0, null, 0, "2026-06-01", "second")]
    [InlineData(0, "2026-05-01", 0, "2026-06-01", "first")]
    [InlineData(0, "2026-06-01", 0, "2026-05-01", "second")]
    public void Grants_are_used_by_priority_then_by_expiry_then_by_age(
        int firstPriority, string? firstExpiry, int secondPriority, string? secondExpiry, string usedFirst)
    {
        FeatureGrant[] grants =
        [
            Grant("first", 10, "2026-01-01", firstExpiry, firstPriority, max: usedFirst == "first" ? 10 : 0),
            Grant("second", 10, "2026-01-01", secondExpiry, secondPriority, max: usedFirst == "second" ? 10 : 0),
        ];

        // Only the grant that was used up may roll over: nothing but the new quota is left.
        Assert.Equal(10, BalanceOf(To(Monthly(10)), grants, At("2026-02-01"), [(At("2026-01-10"), 10)]).Balance);
    }

    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 20)]
    [InlineData(2, 20)]
    public void The_quota_has_its_turn_by_its_priority_and_is_older_than_any_grant(int grantPriority, int expected)
    {
        // The grant rolls over and the quota does not: what is used of the grant is missing afterwards.
        var grant = Grant("g", 10, "2026-01-01", priority: grantPriority);

        Assert.Equal(expected, BalanceOf(To(Monthly(10)), [grant], At("2026-02-01"), [(At("2026-01-10"), 5)]).Balance);
    }

    [Theory]
    [InlineData("2026-01-09T23:00:00", 100)]
    [InlineData("2026-01-10", 150)]
    [InlineData("2026-01-19T23:00:00", 150)]
    [InlineData("2026-01-20", 100)]
    public void A_grant_counts_from_its_beginning_to_its_end(string at, int balance) =>
        Assert.Equal(balance, BalanceOf(To(Monthly(100)), [Grant("g", 50, "2026-01-10", "2026-01-20")], At(at), []).Balance);

    [Fact]
    public void A_later_grant_makes_overage_good()
    {
        var told = BalanceOf(To(Monthly(100)), [Grant("g", 50, "2026-01-20")], At("2026-01-21"), [(At("2026-01-10"), 130)]);

        Assert.Equal((20, 0), (told.Balance, told.Overage));
    }

    [Theory]
    [InlineData("2026-01-12T10:30:00", 100)]
    [InlineData("2026-01-11T00:30:00", 70)]
    [InlineData("2026-01-05T10:30:00", 70)]
    public void Nothing_is_left_of_a_grant_from_the_hour_of_its_voiding_on_and_what_was_used_before_stays_used(string voidedAt, int balance)
    {
        var grant = Grant("g", 50, "2026-01-10", priority: 0) with { VoidedAt = At(voidedAt) };

        Assert.Equal(balance, BalanceOf(To(Monthly(100)), [grant], At("2026-01-20"), [(At("2026-01-11"), 30)]).Balance);
    }

    [Theory]
    [InlineData(null, 0, 75)]
    [InlineData(10, 0, 60)]
    [InlineData(100, 40, 90)]
    public void A_grant_is_carried_over_within_its_own_bounds(int? max, int min, int expected)
    {
        var grant = Grant("g", 50, "2026-01-10", priority: 0, max: max, min: min);

        Assert.Equal(expected, BalanceOf(To(Monthly(50)), [grant], At("2026-02-01"), [(At("2026-01-11"), 25)]).Balance);
    }
}
