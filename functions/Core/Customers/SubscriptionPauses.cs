using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Decides when a subscription is paused.</summary>
public static class SubscriptionPauses
{
    /// <summary>
    /// With one that is paused. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>, <c>SUBSCRIPTION_NOT_ACTIVE</c>, <c>SUBSCRIPTION_TRIALING</c>, <c>ALREADY_PAUSED</c>,
    /// <c>ALREADY_TERMINATED</c>, <c>CHANGE_SCHEDULED</c>, <c>TOO_MANY_CHANGES</c>, <c>BEFORE_THE_START</c>, <c>AFTER_THE_END</c>, <c>ALREADY_CHANGED</c>; and at
    /// <c>resumesAt</c> a time that is not later than the pause, or behind the end.
    /// </summary>
    /// <param name="all">The account's subscriptions.</param>
    /// <param name="id">Which.</param>
    /// <param name="from">The first instant of the pause, now or later.</param>
    /// <param name="resumesAt">The first instant behind it; null where nobody knows yet.</param>
    /// <param name="proration">What becomes of the fees of the periods that its ends part.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="recordedAt">The real time from which on it is in force.</param>
    /// <param name="replaceableFrom">The first instant at which a change may begin whose place is taken by a pause that begins then; null for never.</param>
    public static Result<AccountSubscriptions> Pause(
        this AccountSubscriptions all,
        Id<Subscription> id,
        Instant from,
        Instant? resumesAt,
        Proration proration,
        Instant now,
        Instant recordedAt,
        Instant? replaceableFrom = null)
    {
        if (all.Find(id) is not { } found)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        var current = found.PhaseAt(now);
        if ((SubscriptionChanges.CheckState(all, found, now) ?? CheckKind(found, now) ?? SubscriptionChanges.CheckTime(found, from, now, replaceableFrom, field: null)) is { } refused)
        {
            return refused;
        }

        if (resumesAt <= from || resumesAt >= found.End)
        {
            return Refusal.Invalid("resumesAt", "A subscription resumes after it is paused, and before it ends.", "INVALID_PERIOD");
        }

        var pause = current with { Kind = PhaseKind.Paused, From = from, Proration = proration, RecordedAt = recordedAt };
        return all.GoOn(found, resumesAt is { } end ? [pause, pause with { Kind = PhaseKind.Paid, From = end }] : [pause]);
    }

    /// <summary>
    /// With one that goes on after a pause; a pause that has yet to come into force is called off, as if there had been none. Refused:
    /// <c>SUBSCRIPTION_NOT_FOUND</c>, <c>NOT_PAUSED</c>, <c>ALREADY_TERMINATED</c>, <c>TOO_MANY_CHANGES</c>, <c>AFTER_THE_END</c>. Where it resumes of itself
    /// before that could be known, nothing changes.
    /// </summary>
    /// <param name="all">The account's subscriptions.</param>
    /// <param name="id">Which.</param>
    /// <param name="from">The first instant behind the pause, now or later, and later than the pause begins.</param>
    /// <param name="callableFrom">The first instant at which a pause may begin that is called off.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="recordedAt">The real time from which on it is in force.</param>
    public static Result<AccountSubscriptions> Resume(
        this AccountSubscriptions all, Id<Subscription> id, Instant from, Instant callableFrom, Instant now, Instant recordedAt)
    {
        if (all.Find(id) is not { } found)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        var pause = found.PauseFrom(now);
        if (pause is null && found.End > now)
        {
            return Refusal.Conflict("NOT_PAUSED", "The subscription is not paused.");
        }

        if (SubscriptionChanges.CheckState(all, found, now) is { } refused)
        {
            return refused;
        }

        if (pause!.From >= callableFrom)
        {
            // A pause that took the place of a change had its plan: that is what goes on.
            return found.Phases.Last(phase => phase.From < pause.From).PlanVersionId == pause.PlanVersionId
                ? all.With(found.Without(pause.From, recordedAt))
                : all.GoOn(found, [pause with { Kind = PhaseKind.Paid, RecordedAt = recordedAt }]);
        }

        return found.ChargedAgainAt(pause.From) <= from ? all
            : SubscriptionChanges.CheckTime(found, from, now, replaceableFrom: null, field: null) is { } untimely ? untimely
            : all.GoOn(found, [pause with { Kind = PhaseKind.Paid, From = from, RecordedAt = recordedAt }]);
    }

    private static Refusal? CheckKind(Subscription found, Instant now) =>
        found.PhaseAt(now).Kind == PhaseKind.Trial ? Refusal.Conflict("SUBSCRIPTION_TRIALING", "The subscription is on trial: there is nothing to pause.")
        : found.PauseFrom(now) is { From: var from } ? Refusal.Conflict("ALREADY_PAUSED", $"The subscription is paused from {from} on.")
        : null;
}
