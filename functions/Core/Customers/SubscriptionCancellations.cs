using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Decides how customers end their subscriptions themselves, and take that back.</summary>
public static class SubscriptionCancellations
{
    private const string Reason = "The customer cancelled it.";

    /// <summary>
    /// With one that its customer has ended. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>, <c>SUBSCRIPTION_NOT_ACTIVE</c>, <c>ALREADY_TERMINATED</c>.
    /// </summary>
    /// <param name="all">The account's subscriptions.</param>
    /// <param name="id">Which.</param>
    /// <param name="end">When: at the end of its period, or now where nobody knows that.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="recordedAt">The real time from which on the end is in force.</param>
    public static Result<AccountSubscriptions> Cancel(this AccountSubscriptions all, Id<Subscription> id, Instant end, Instant now, Instant recordedAt)
    {
        if (all.Find(id) is { ActivatedAt: null })
        {
            return Refusal.Conflict("SUBSCRIPTION_NOT_ACTIVE", "The subscription waits for the payment of its first invoice.");
        }

        var ended = all.Terminate(id, Reason, end, now, recordedAt);
        return ended.Then<AccountSubscriptions>(done => done.With(done.Find(id)! with { IsCancelledByCustomer = true }));
    }

    /// <summary>
    /// With one that goes on, whose end its customer takes back. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>; <c>CANCELLATION_NOT_FOUND</c> where the customer has not
    /// ended it; <c>CANCELLATION_IN_FORCE</c> where usage may have been judged by the end; <c>METRIC_ALREADY_SUBSCRIBED</c>.
    /// </summary>
    /// <param name="all">The account's subscriptions.</param>
    /// <param name="id">Which.</param>
    /// <param name="judgedUntil">The customer's time up to which events may occur that metering takes before it knows of this.</param>
    public static Result<AccountSubscriptions> TakeBackCancellation(this AccountSubscriptions all, Id<Subscription> id, Instant judgedUntil)
    {
        if (all.Find(id) is not { } found)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        if (found is not { EndedAt: { } end, IsCancelledByCustomer: true })
        {
            return new Refusal(RefusalKind.NotFound, "CANCELLATION_NOT_FOUND", $"Subscription '{id}' is not cancelled.");
        }

        if (end <= judgedUntil)
        {
            return Refusal.Conflict("CANCELLATION_IN_FORCE", $"The subscription ends at {end}: it is too late to take that back.");
        }

        var changed = found with { EndedAt = null, EndRecordedAt = null, TerminationReason = null, IsCancelledByCustomer = false };
        return all.OverlapOf(changed) is { } overlap ? overlap : all.With(changed);
    }
}
