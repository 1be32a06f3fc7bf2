using NodaTime;
using NodaTime.Text;
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
    /// <param name="replaceableFrom">The first instant at which a phase may begin whose place is taken by one that begins then; null where the time was asked for.</param>
    public static Result<AccountSubscriptions> Change(
        this AccountSubscriptions all, Id<Subscription> id, SubscriptionPhase next, Instant now, Instant? replaceableFrom = null)
    {
        if (all.Find(id) is not { } found)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        if ((CheckState(all, found, now) ?? CheckPause(found, now) ?? CheckTime(found, next.From, now, replaceableFrom, replaceableFrom is null ? "effectiveAt" : null)) is { } refused)
        {
            return refused;
        }

        if (found.PhaseAt(next.From).PlanVersionId == next.PlanVersionId)
        {
            return Refusal.Conflict("NOTHING_CHANGED", "The subscription has this version of the plan then already.");
        }

        // What is still to come now is the end of a trial.
        List<SubscriptionPhase> trialEnds = [.. found.Phases.Where(phase => phase.From > Instant.Max(now, next.From))];
        if (trialEnds.Count == 0 && found.Phases.LastOrDefault(phase => phase.From < next.From) is { Kind: PhaseKind.Paid } before && before.PlanVersionId == next.PlanVersionId)
        {
            // Back to what was before a change that begins at this very moment: as if there had been none.
            var without = found.Without(next.From, next.RecordedAt);
            return all.OverlapOf(without) is { } overlap ? overlap : all.With(without);
        }

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
            var shared = Stretches(changed).SelectMany(mine => Stretches(other)
                .Where(its => mine.Span.Overlaps(its.Span)).SelectMany(its => mine.Phase.MetricIds.Intersect(its.Phase.MetricIds)));
            if (shared.Select(metric => metric.ToString()).FirstOrDefault() is { } priced)
            {
                const string Code = "METRIC_ALREADY_SUBSCRIBED";
                var message = $"Subscription {other.Id} prices metric {priced} at the same time.";
                return Refusal.Conflict(Code, message) with { Errors = [new FieldError("planId", message, Code)] };
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
            ? Refusal.Conflict("CHANGE_SCHEDULED", $"The subscription changes at {InstantPattern.ExtendedIso.Format(scheduled.From)} already: call that off first.")
            : null;
    }

    /// <summary>Refuses to change a subscription that is paused, or about to be.</summary>
    private static Refusal? CheckPause(Subscription found, Instant now) =>
        found.PauseFrom(now) is not null
            ? Refusal.Conflict("SUBSCRIPTION_PAUSED", "The subscription is paused: resume it first.")
            : null;

    /// <summary>Refuses a time at which a subscription cannot go on otherwise; null where it can.</summary>
    /// <param name="found">The subscription.</param>
    /// <param name="from">When it is to go on otherwise.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="replaceableFrom">The first instant at which a phase may begin whose place is taken by one that begins then; null for never.</param>
    /// <param name="field">The field that says when; null where none does, because it is now.</param>
    internal static Refusal? CheckTime(Subscription found, Instant from, Instant now, Instant? replaceableFrom, string? field) => from switch
    {
        _ when from < now => Untimely(field, "IN_THE_PAST", "What has been used is not billed anew: a change is now or later."),
        _ when from <= found.StartedAt => Untimely(field, "BEFORE_THE_START", $"The subscription begins at {found.StartedAt}: a change is later."),
        _ when from >= found.End => Untimely(field, "AFTER_THE_END", $"The subscription ends at {found.End}: a change is earlier."),
        _ when found.PhaseAt(now).From is var last && (from < last || (from == last && !(from >= replaceableFrom))) =>
            Untimely(field, "ALREADY_CHANGED", $"{Happened(found)} at {last}: a change is later."),
        _ => null,
    };

    /// <summary>The refusal of a time: of the field that says it, or of the moment where none does.</summary>
    internal static Refusal Untimely(string? field, string code, string message) =>
        field is null ? Refusal.Conflict(code, message) : Refusal.Invalid(field, message, code);

    private static string Happened(Subscription found) => found is { BeganOnTrial: true, Changes.Count: 1 } ? "The trial ended" : "The subscription was changed";
}
