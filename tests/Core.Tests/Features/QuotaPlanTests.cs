using Tallystick.Core.Billing;
using Tallystick.Core.Features;
using static Tallystick.Tests.Core.Tests.Features.Quotas;

namespace Tallystick.Tests.Core.Tests.Features;

public class QuotaPlanTests
{
    [Fact]
    public void Nothing_before_a_reset_is_read_where_the_reset_forgets_it()
    {
        var plan = QuotaPlan.Of(To(Monthly(100)), [Grant("g", 1, "2026-02-01", max: 1, min: 1)], At("2026-08-03"), At("2026-08-03T01:00:00"));

        var stretch = Assert.Single(plan.Stretches);
        Assert.Equal((At("2026-08-01"), At("2026-08-03T01:00:00")), (stretch.Period.Start, stretch.Period.End));
    }

    [Theory]
    [InlineData(true, 0, 0)]
    [InlineData(false, 1, 0)]
    [InlineData(false, 0, 1)]
    public void All_of_it_is_read_where_something_is_carried_over(bool preserve, int quotaRollover, int grantRollover)
    {
        var quota = Monthly(100) with { PreserveOverageAtReset = preserve, ResetMaxRollover = quotaRollover };
        var plan = QuotaPlan.Of(To(quota), [Grant("g", 1, "2026-01-01", max: grantRollover)], At("2026-03-03"), At("2026-03-03T01:00:00"));

        Assert.Equal([At("2026-01-01"), At("2026-02-01"), At("2026-03-01")], plan.Stretches.Select(stretch => stretch.Period.Start));
        Assert.All(plan.Stretches, stretch => Assert.True(stretch.BeginsPeriod));
    }

    [Theory]
    [InlineData("P1D", "2026-03-29T22:00:00", "2026-03-30T22:00:00")]
    [InlineData("P1W", "2026-03-25T23:00:00", "2026-04-01T22:00:00")]
    [InlineData("P1M", "2026-02-28T23:00:00", "2026-03-31T22:00:00")]
    [InlineData("P1Y", "2025-12-31T23:00:00", "2026-12-31T23:00:00")]
    public void Periods_follow_the_calendar_of_the_customers_zone(string interval, string start, string end)
    {
        var quota = new Quota(new UsagePeriod(BillingCadence.Parse(interval), At("2025-12-31T23:00:00")), 10);
        var period = QuotaPlan.PeriodAt(To(quota, "2026-01-05", "Europe/Berlin"), At("2026-03-30"));

        Assert.Equal((At(start), At(end)), (period.Start, period.End));
    }

    [Fact]
    public void The_first_period_is_the_one_in_which_the_entitlement_was_made()
    {
        var plan = QuotaPlan.Of(To(Monthly(10) with { ResetMaxRollover = 5 }, createdAt: "2026-03-15"), [], At("2026-04-02"), At("2026-04-03"));

        Assert.Equal(At("2026-03-01"), plan.IssuedFrom);
        Assert.Equal(At("2026-03-01"), plan.Stretches[0].Period.Start);
    }

    [Fact]
    public void No_use_of_the_next_period_counts()
    {
        var plan = QuotaPlan.Of(To(Monthly(10)), [], At("2026-01-31T23:30:00"), At("2026-02-02"));

        Assert.Equal(At("2026-02-01"), plan.Stretches[^1].Period.End);
    }
}
