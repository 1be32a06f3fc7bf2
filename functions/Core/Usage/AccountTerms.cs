using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>What metering needs to know of an account: whether there is a customer, and the terms that usage is charged on.</summary>
/// <param name="CustomerSince">When the customer was made; null where there is none.</param>
/// <param name="Subscriptions">The phases of the account's subscriptions, in the order of the subscriptions' making and of the phases.</param>
public sealed record AccountTerms(Instant? CustomerSince, IReadOnlyList<SubscribedTerms> Subscriptions)
{
    /// <summary>When the customer was erased; null where it was not.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>The terms of an account that has no customer.</summary>
    public static AccountTerms None { get; } = new(null, []);

    /// <summary>
    /// The periods behind whose seals nothing is taken, as far as their closing has begun: those of subscriptions that take nothing late, and the run-offs of
    /// subscriptions that ended.
    /// </summary>
    public IReadOnlyList<BillingPeriod> Closed { get; init; } = [];

    /// <summary>
    /// Null where an event may still come into its period, or why not. By the event's position and the seal alone, so that a replay decides alike: an event
    /// that is metered before the closing is announced stands below the seal, which is noted after.
    /// </summary>
    /// <remarks>Whether the subscription was on record when the event came in is not asked: closing does not ask it either.</remarks>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What is billed of it: what it measures, or what the event measures that it corrects, which has the same time.</param>
    /// <exception cref="StoreUnavailableException">The period's seal is being noted this moment.</exception>
    public Rejection? CheckLate(Delivery delivery, IReadOnlyList<Reading> readings)
    {
        var occurredAt = delivery.Usage!.OccurredAt;
        foreach (var period in Closed)
        {
            if (!Bars(period, occurredAt) || !Bills(period.SubscriptionId, occurredAt, readings))
            {
                continue;
            }

            if (period.State == PeriodState.Open)
            {
                throw new StoreUnavailableException($"Period {period.Index} of {period.SubscriptionId} is being sealed.");
            }

            if (!period.Covers(delivery.Position))
            {
                return new Rejection("LATE_EVENT", period.IsRunOff
                    ? $"The subscription ended at {period.Period.Start}, and the time for what is late was over when the event came in."
                    : $"The period up to {period.Period.End} was sealed before the event came in, and its plan takes nothing late.");
            }
        }

        return null;
    }

    // A run-off is behind the time that it bars.
    private static bool Bars(BillingPeriod period, Instant occurredAt) =>
        period.IsRunOff ? occurredAt < period.Period.Start : period.Period.Contains(occurredAt);

    private bool Bills(string subscription, Instant occurredAt, IReadOnlyList<Reading> readings)
    {
        var terms = Subscriptions.FirstOrDefault(known => known.Subscription == subscription && known.Bills(occurredAt));
        return terms is not null && readings.Any(reading => terms.Prices.ContainsKey(reading.Metric.Id));
    }

    /// <summary>Null where the account may use the metrics, or why not. Only what was known when the log took the event counts, so that a
    /// replay decides alike.</summary>
    public Rejection? Check(Instant occurredAt, Instant enqueuedAt, IReadOnlyList<Reading> readings)
    {
        // A customer's id is made at random: an event that names it came after it, whatever the clocks say.
        if (CustomerSince is not { } since || LogTime.EarliestAfter(since) > enqueuedAt)
        {
            return new Rejection("UNKNOWN_CUSTOMER", "No customer was known under the event's subject when it came in.");
        }

        if (ErasedAt is { } erased && LogTime.Floor(erased) <= enqueuedAt)
        {
            return new Rejection("CUSTOMER_ERASED", "The customer had been erased when the event came in.");
        }

        for (var i = 0; Subscriptions.Count > 0 && i < readings.Count; i++)
        {
            var reading = readings[i];
            if (For(reading.Metric.Id, occurredAt, enqueuedAt) is { Kind: PhaseKind.Paused })
            {
                return new Rejection("SUBSCRIPTION_PAUSED", $"The subscription to metric '{reading.Metric.Name}' ({reading.Metric.Id}) was paused when the event occurred.");
            }

            if (HasEnded(reading.Metric.Id, occurredAt, enqueuedAt))
            {
                return new Rejection("SUBSCRIPTION_ENDED", $"The subscription to metric '{reading.Metric.Name}' ({reading.Metric.Id}) had ended when the event occurred.");
            }
        }

        return null;
    }

    /// <summary>The terms that a metric's usage falls under, or null for none.</summary>
    public SubscribedTerms? For(Id<Metric> metric, Instant occurredAt, Instant enqueuedAt)
    {
        // Asked several times for every event: a loop, not a query that is allocated each time.
        foreach (var terms in Subscriptions)
        {
            if (terms.IsKnown(enqueuedAt) && terms.StartedAt <= occurredAt && occurredAt < terms.EndFor(enqueuedAt) && terms.Prices.ContainsKey(metric))
            {
                return terms;
            }
        }

        return null;
    }

    /// <summary>The currency that the customer is billed in; null before the first subscription.</summary>
    public Currency? Currency => Subscriptions.Count == 0 ? null : Subscriptions[0].Currency;

    /// <summary>True where a metric is charged by how far its period has come.</summary>
    internal bool HasTallies { get; } = HasTally(Subscriptions);

    /// <summary>What tells how far a metric has come where that decides what an event costs at once; null where it does not.</summary>
    internal (TallyKey Key, PriceModel Model)? TallyOf(Metric metric, Instant occurredAt, Instant enqueuedAt) =>
        HasTallies && metric.Aggregation.AddsUp() && For(metric.Id, occurredAt, enqueuedAt) is { } terms && terms.Prices[metric.Id] is { IsTallied: true } price
            ? (terms.TallyAt(occurredAt), price.Model)
            : null;

    /// <summary>True where the wallet pays with the usage: from a hold, or because the price says so.</summary>
    public bool IsPaidAtOnce(Reading reading, UsageEvent usage, Instant enqueuedAt) =>
        usage.Hold is not null || PriceOf(reading, usage, enqueuedAt) is { Instant: true };

    /// <summary>
    /// What the wallet is asked for by the reading alone: the price of one that is paid at once; 0 for one that is billed later, and where only its whole period
    /// tells what it costs (<see cref="TallyMove"/>). At most 9 digits.
    /// </summary>
    public decimal ChargeFor(Reading reading, UsageEvent usage, Instant enqueuedAt) =>
        Exact.Multiply(reading.Value, UnitPriceFor(reading, usage, enqueuedAt), Exact.MaxScale);

    /// <summary>
    /// Null where the wallet can be asked for what an event costs, or why not: <c>AMOUNT_TOO_LARGE</c>. Without this an event could be taken that no metering
    /// gets past.
    /// </summary>
    public Rejection? CheckCharge(Delivery delivery, IReadOnlyList<Reading> readings)
    {
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (ExactAmount.IsTooLarge(reading.Value, UnitPriceFor(reading, delivery.Usage!, delivery.EnqueuedAt))
                || TallyOf(reading.Metric, delivery.Usage!.OccurredAt, delivery.EnqueuedAt)?.Model.AtMost(reading.Value) >= Exact.Limit)
            {
                return Rejection.TooLarge(reading.Metric);
            }
        }

        return null;
    }

    /// <summary>
    /// What a unit costs at once; 0 where it is billed later. Only where values are added up do the events' amounts add up to the period's: what a maximum
    /// costs, say, is known at the end.
    /// </summary>
    private decimal UnitPriceFor(Reading reading, UsageEvent usage, Instant enqueuedAt)
    {
        if ((usage.Hold is null && Subscriptions.Count == 0) || !reading.Metric.Aggregation.AddsUp())
        {
            return 0;
        }

        var price = PriceOf(reading, usage, enqueuedAt);
        return usage.Hold is null && price is not { Instant: true } ? 0
            : (price is { } agreed ? agreed.Model.PriceOf(reading.Group, reading.UnitPrice) : reading.UnitPrice) ?? 0;
    }

    /// <summary>True where there were subscriptions to a metric, and none lasted until the event.</summary>
    private bool HasEnded(Id<Metric> metric, Instant occurredAt, Instant enqueuedAt)
    {
        var ended = false;
        foreach (var terms in Subscriptions)
        {
            if (terms.IsKnown(enqueuedAt) && terms.Prices.ContainsKey(metric))
            {
                if (terms.EndFor(enqueuedAt) > occurredAt)
                {
                    return false;
                }

                ended = true;
            }
        }

        return ended;
    }

    private MetricPrice? PriceOf(Reading reading, UsageEvent usage, Instant enqueuedAt) =>
        For(reading.Metric.Id, usage.OccurredAt, enqueuedAt)?.Prices[reading.Metric.Id];

    // Terms are made for each account of each batch.
    private static bool HasTally(IReadOnlyList<SubscribedTerms> subscriptions)
    {
        for (var i = 0; i < subscriptions.Count; i++)
        {
            if (subscriptions[i].HasTallies)
            {
                return true;
            }
        }

        return false;
    }
}
