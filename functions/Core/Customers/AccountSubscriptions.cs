using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>All subscriptions of one account, oldest first: one document, so that what must hold among them is decided in one commit.</summary>
/// <param name="Subscriptions">The subscriptions; at most <see cref="Max"/>.</param>
public sealed record AccountSubscriptions(IReadOnlyList<Subscription> Subscriptions)
{
    /// <summary>How many subscriptions a customer may have had.</summary>
    public const int Max = 100;

    /// <summary>The id of the document in the account's partition.</summary>
    public const string DocumentId = "subscriptions";

    /// <summary>A subscription by id.</summary>
    public Subscription? Find(Id<Subscription> id) => Subscriptions.FirstOrDefault(subscription => subscription.Id == id);

    /// <summary>With one more. Refused: <c>TOO_MANY_SUBSCRIPTIONS</c>, <c>CURRENCY_MISMATCH</c>, <c>METRIC_ALREADY_SUBSCRIBED</c>.</summary>
    public Result<AccountSubscriptions> Start(Subscription started)
    {
        if (Find(started.Id) is not null)
        {
            return this;
        }

        if (Subscriptions.Count >= Max)
        {
            return Refusal.Conflict("TOO_MANY_SUBSCRIPTIONS", $"A customer has at most {Max} subscriptions.");
        }

        if (Subscriptions.FirstOrDefault(other => other.Currency != started.Currency) is { } foreign)
        {
            return Refusal.Conflict("CURRENCY_MISMATCH", $"The customer is billed in {foreign.Currency}, the plan in {started.Currency}.");
        }

        return this.OverlapOf(started) is { } overlap ? overlap : new AccountSubscriptions([.. Subscriptions, started]);
    }

    /// <summary>With one that ends. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>, <c>ALREADY_TERMINATED</c>, an end in the past.</summary>
    /// <param name="id">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="effectiveAt">When; null for now.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="recordedAt">The real time from which on the end is in force.</param>
    /// <param name="proration">What becomes of the fees of the period that the end parts.</param>
    public Result<AccountSubscriptions> Terminate(
        Id<Subscription> id, string reason, Instant? effectiveAt, Instant now, Instant recordedAt, Proration proration = Proration.None)
    {
        if (Find(id) is not { } found)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        if (found.EndedAt is not null || found.End <= now)
        {
            return Refusal.Conflict("ALREADY_TERMINATED", $"The subscription ends at {found.End} already.");
        }

        if (effectiveAt < now)
        {
            return Refusal.Invalid("effectiveAt", "What has been used is not taken back: the end is now or later.", "IN_THE_PAST");
        }

        var end = Instant.Max(found.StartedAt, Instant.Min(effectiveAt ?? now, found.End));
        return With(found with { EndedAt = end, EndRecordedAt = recordedAt, EndProration = proration, TerminationReason = reason });
    }

    /// <summary>With one that is active; activating twice changes nothing. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>.</summary>
    /// <param name="id">Which.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="recordedAt">The real time from which on it is in force.</param>
    /// <param name="billedFrom">See <see cref="Subscription.BilledFrom"/>.</param>
    public Result<AccountSubscriptions> Activate(Id<Subscription> id, Instant now, Instant recordedAt, Instant? billedFrom = null) => Find(id) switch
    {
        null => Refusal.NotFound("SUBSCRIPTION", id.ToString()),
        { ActivatedAt: not null } found => With(found with { ActivationRecordedAt = found.ActivationRecordedAt ?? recordedAt }),
        var found => With(found with { ActivatedAt = now, ActivationRecordedAt = recordedAt, BilledFrom = billedFrom }),
    };

    /// <summary>With another version of a subscription in its place.</summary>
    internal AccountSubscriptions With(Subscription changed) =>
        new([.. Subscriptions.Select(subscription => subscription.Id == changed.Id ? changed : subscription)]);
}
