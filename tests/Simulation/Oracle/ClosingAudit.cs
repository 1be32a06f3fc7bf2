using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Every period is closed in its time: none before the subscription is active, none behind its end.</summary>
internal sealed class ClosingAudit(Action<string, string> fail)
{
    private static readonly Duration Patience = Duration.FromHours(6);
    private static readonly Duration Skew = Duration.FromMinutes(30);

    /// <summary>Looks at the periods of a subscription that there is.</summary>
    internal void Check(AccountFacts facts)
    {
        var (subscription, calendar, terms) = (facts.Subscription!, facts.Subscriber!.Calendar, facts.Subscriber.Version.Terms);
        var patience = facts.Subscriber.Customer.TestClockId is null ? Patience : Duration.Zero;
        foreach (var period in facts.Periods)
        {
            CheckBorders(facts, calendar, period);
        }

        for (var index = 0; calendar.StartOf(index) < subscription.End; index++)
        {
            var end = Instant.Min(calendar.PeriodAt(index).End, subscription.End);
            var due = end + terms.GraceDuration;
            if (due >= facts.Now - patience)
            {
                break;
            }

            // What became due before the subscription was active is passed over, by clocks that may be twenty minutes apart.
            var isBilled = facts.Periods.Any(period => period.Index == index && period.IssuedAt is not null);
            if (!isBilled && subscription.ActivatedAt is { } active && active + Skew < due)
            {
                fail("PERIODS_ARE_CLOSED", $"{facts.Account}: the period until {end} is not invoiced at {facts.Now}");
            }
        }

        var hasRunOff = terms.LateEventPolicy != LateEventPolicy.Reject && facts.Periods.Any(period => calendar.StartOf(period.Index + 1) >= subscription.End);
        if (hasRunOff && subscription.End + UsageLimits.DefaultMaxAge + terms.GraceDuration < facts.Now - patience
            && facts.Periods[^1] is not { IsRunOff: true, State: > PeriodState.Drafted })
        {
            fail("PERIODS_ARE_CLOSED", $"{facts.Account}: the run-off behind {subscription.End} is not closed at {facts.Now}");
        }
    }

    private void CheckBorders(AccountFacts facts, BillingCalendar calendar, BillingPeriod period)
    {
        if (period.IsRunOff)
        {
            CheckRunOff(facts, period);
            return;
        }

        var whole = calendar.PeriodAt(period.Index);
        if (!IsWholeOrCut(whole, period.Period, facts.Subscription!.End)
            || (period.Next is { } next && !IsWholeOrCut(calendar.PeriodAt(period.Index + 1), next, facts.Subscription.End))
            || (period is { Next: null, DraftedAt: not null } && facts.Subscription.End > whole.End))
        {
            fail("PERIODS_TILE_THE_SUBSCRIPTION", $"{facts.Account}: period {period.Index} is {period.Period}, before {period.Next}, of {whole} up to {facts.Subscription.End}");
        }
    }

    private void CheckRunOff(AccountFacts facts, BillingPeriod runOff)
    {
        var end = facts.Subscription!.End;
        if (runOff.Period != new Period(end, end + UsageLimits.DefaultMaxAge) || facts.Periods.Any(period => !period.IsRunOff && period.Index >= runOff.Index))
        {
            fail("A_RUN_OFF_FOLLOWS_THE_LAST_PERIOD", $"{facts.Account}: {runOff.Period} behind {end}");
        }
    }

    private static bool IsWholeOrCut(Period whole, Period period, Instant end) =>
        period.Start == whole.Start && (period.End == whole.End || period.End == Instant.Min(whole.End, end));
}
