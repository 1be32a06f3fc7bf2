using NodaTime;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Customers;

/// <summary>Decides what phases a subscription may go on with.</summary>
public static class SubscriptionChanges
{
    /// <summary>How many phases the subscriptions of a customer may have had behind their first ones, those that were called off among them.</summary>
    public const int Max = 200;

    /// <summary>
    /// With a plan that one of them goes on with: on trial as long as it was to be, paid from then on. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>,
    /// <c>SUBSCRIPTION_NOT_ACTIVE</c>, <c>ALREADY_TERMINATED</c>, <c>SUBSCRIPTION_PAUSED</c>, <c>CHANGE_SCHEDULED</c> while another has not begun,
    /// <c>NOTHING_CHANGED</c>, <c>METRIC_ALREADY_SUBSCRIBED</c>, <c>TOO_MANY_CHANGES</c>; and at <c>effectiveAt</c> <c>IN_THE_PAST</c>,
    /// <c>BEFORE_THE_START</c>, <c>AFTER_THE_END</c>, <c>ALREADY_CHANGED</c>.
    /// </summary>
    /// <param name="all">The account's subscriptions.</param>
    /// <param name="id">Which.</param>
    /// <param name="next">The phase, paid.</param>
    /// <param name="now">The customer's time.</param>
    public static Result<AccountSubscriptions> Change(this AccountSubscriptions all, Id<Subscription> id, SubscriptionPhase next, Instant now)
    {
        if (all.Find(id) is not { } found)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        if ((CheckState(all, found, now) ?? CheckPause(found, now) ?? CheckTime(found, "effectiveAt", next.From, now)) is { } refused)
        {
            return refused;
        }

        if (found.PhaseAt(next.From).PlanVersionId == next.PlanVersionId)
        {
            return Refusal.Conflict("NOTHING_CHANGED", "The subscription has this version of the plan then already.");
        }

        // What is still to come now is the end of a trial.
        List<SubscriptionPhase> trialEnds = [.. found.Phases.Where(phase => phase.From > Instant.Max(now, next.From))];
        next = next with { Kind = trialEnds.Count > 0 ? PhaseKind.Trial : PhaseKind.Paid };
        return all.GoOn(found, [next, .. trialEnds.Select(end => next with { Kind = PhaseKind.Paid, From = end.From })]);
    }

    /// <summary>
    /// With the change of plan called off that one of them was to go on with. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>, <c>SCHEDULED_CHANGE_NOT_FOUND</c>, and
    /// <c>CHANGE_IN_FORCE</c> where it begins before that could be known.
    /// </summary>
    /// <param name="all">The account's subscriptions.</param>
    /// <param name="id">Which.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="inForceFrom">The customer's time from which on it is known that the phase is called off.</param>
    /// <param name="recordedAt">The real time of that.</param>
    /// <param name="byCustomer">True for the customer, who calls off only what the customer has asked for.</param>
    public static Result<AccountSubscriptions> CallOff(
        this AccountSubscriptions all, Id<Subscription> id, Instant now, Instant inForceFrom, Instant recordedAt, bool byCustomer = false)
    {
        if (all.Find(id) is not { } found)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        if (found.ScheduledAt(now) is not { } scheduled || (byCustomer && !scheduled.IsAskedByCustomer))
        {
            return new Refusal(RefusalKind.NotFound, "SCHEDULED_CHANGE_NOT_FOUND", $"No change of subscription '{id}' is to come.");
        }

        if (scheduled.From <= inForceFrom)
        {
            return Refusal.Conflict("CHANGE_IN_FORCE", $"The change comes into force at {scheduled.From}: it is too late to call it off.");
        }

        // A trial ends all the same, under the plan that it has then.
        var kept = found.Phases.Last(phase => phase.From < scheduled.From);
        var ends = found.Phases.Where(phase => phase.From >= scheduled.From && phase.Kind != kept.Kind);
        return all.With(found.Without(scheduled.From, recordedAt) is var without && ends.Any()
            ? without with { Changes = [.. without.Changes, .. ends.Select(end => kept with { Kind = end.Kind, From = end.From, RecordedAt = recordedAt })] }
            : without);
    }

    /// <summary>With phases that a subscription goes on with from the first of them on, in place of what it was to go on with then.</summary>
    internal static Result<AccountSubscriptions> GoOn(this AccountSubscriptions all, Subscription found, IReadOnlyList<SubscriptionPhase> next)
    {
        var without = found.Without(next[0].From, next[0].RecordedAt);
        var changed = without with { Changes = [.. without.Changes, .. next] };
        return all.OverlapOf(changed) is { } overlap ? overlap : all.With(changed);
    }

    /// <summary>Refuses a subscription that would price a metric at the same time as another one; null where it does not.</summary>
    internal static Refusal? OverlapOf(this AccountSubscriptions all, Subscription changed)
    {
        foreach (var other in all.Subscriptions.Where(other => other.Id != changed.Id && other.Span.Overlaps(changed.Span)))
        {
            if (Stretches(changed).Any(mine => Stretches(other).Any(its => mine.Span.Overlaps(its.Span) && mine.Phase.MetricIds.Intersect(its.Phase.MetricIds).Any())))
            {
                return Refusal.Conflict("METRIC_ALREADY_SUBSCRIBED", $"Subscription {other.Id} prices one of the plan's metrics at the same time.");
            }
        }

        return null;
    }

    /// <summary>Without the phases that begin at an instant or later: they are called off.</summary>
    internal static Subscription Without(this Subscription found, Instant from, Instant recordedAt) => found with
    {
        Changes = [.. found.Changes.Select(change => change.CalledOffAt is null && change.From >= from ? change with { CalledOffAt = recordedAt } : change)],
    };

    private static IEnumerable<(Period Span, SubscriptionPhase Phase)> Stretches(Subscription subscription)
    {
        var phases = subscription.Phases;
        return phases.Select((phase, index) =>
            (new Period(phase.From, Instant.Max(phase.From, index + 1 < phases.Count ? phases[index + 1].From : subscription.End)), phase));
    }

    /// <summary>Refuses to change a subscription that is not active, has ended, or is to change already; null where it may.</summary>
    internal static Refusal? CheckState(AccountSubscriptions all, Subscription found, Instant now)
    {
        if (found.End <= now)
        {
            return Refusal.Conflict("ALREADY_TERMINATED", $"The subscription ended at {found.End}.");
        }

        if (found.ActivatedAt is null)
        {
            return Refusal.Conflict("SUBSCRIPTION_NOT_ACTIVE", "The subscription waits for the payment of its first invoice.");
        }

        if (all.Subscriptions.Sum(one => one.Changes.Count) >= Max)
        {
            return Refusal.Conflict("TOO_MANY_CHANGES", $"A customer's subscriptions are changed at most {Max} times.");
        }

        return found.ScheduledAt(now) is { } scheduled
            ? Refusal.Conflict("CHANGE_SCHEDULED", $"The subscription changes at {scheduled.From} already: call that off first.")
            : null;
    }

    /// <summary>Refuses to change a subscription that is paused, or about to be.</summary>
    private static Refusal? CheckPause(Subscription found, Instant now) =>
        found.PauseFrom(now) is not null
            ? Refusal.Conflict("SUBSCRIPTION_PAUSED", "The subscription is paused: resume it first.")
            : null;

    /// <summary>Refuses a time at which a subscription cannot go on otherwise; null where it can.</summary>
    internal static Refusal? CheckTime(Subscription found, string field, Instant from, Instant now) => from switch
    {
        _ when from < now => Refusal.Invalid(field, "What has been used is not billed anew: a change is now or later.", "IN_THE_PAST"),
        _ when from <= found.StartedAt => Refusal.Invalid(field, $"The subscription begins at {found.StartedAt}: a change is later.", "BEFORE_THE_START"),
        _ when from >= found.End => Refusal.Invalid(field, $"The subscription ends at {found.End}: a change is earlier.", "AFTER_THE_END"),
        _ when from <= found.PhaseAt(now).From => Refusal.Invalid(field, $"{Happened(found)} at {found.PhaseAt(now).From}: a change is later.", "ALREADY_CHANGED"),
        _ => null,
    };

    private static string Happened(Subscription found) => found is { BeganOnTrial: true, Changes.Count: 1 } ? "The trial ended" : "The subscription was changed";
}
