using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What is on record of an account beside its usage: by it the same events come to other sums.</summary>
/// <param name="Account">The account.</param>
/// <param name="CustomerSince">When the customer was made: events that name it came later, though clocks may be a minute apart.</param>
internal sealed record AccountFacts(AccountId Account, Instant CustomerSince)
{
    /// <summary>Who is subscribed, and to what; null for a customer without a subscription.</summary>
    internal Subscriber? Subscriber { get; init; }

    /// <summary>The subscription as it stands; null where there is none yet.</summary>
    internal Subscription? Subscription { get; init; }

    /// <summary>The periods of the subscription whose closing has begun, in their order.</summary>
    internal IReadOnlyList<BillingPeriod> Periods { get; init; } = [];

    /// <summary>What the customer's clock shows when all is over.</summary>
    internal required Instant Now { get; init; }

    /// <summary>Why the definitions turn an event away; null where they accept it.</summary>
    internal string? RejectionOf(LoggedEvent one) =>
        !one.IsAtOrAfter(CustomerSince - Duration.FromMinutes(1)) ? "UNKNOWN_CUSTOMER"
        : !one.IsVoid && HasEnded(one) ? "SUBSCRIPTION_ENDED"
        : PriceRejectionOf(one) is { } reason ? reason
        : !one.IsVoid && IsLate(one, one) ? "LATE_EVENT"
        : null;

    /// <summary>True for an event that came when nothing more was taken for its period: by a plan that takes nothing late, or behind the run-off.</summary>
    /// <param name="one">What came.</param>
    /// <param name="billed">The event itself, or the one that it corrects.</param>
    internal bool IsLate(LoggedEvent one, LoggedEvent billed) =>
        !billed.IsVoid && one.OccurredAt >= BilledFrom && Periods.Any(period => IsClosedTo(period, one.OccurredAt) && !IsSealed(period, one.Position));

    /// <summary>What the wallet is asked for events that count: each by its price, or what their billing periods come to.</summary>
    internal decimal ChargesOf(IReadOnlyList<LoggedEvent> standing)
    {
        List<LoggedEvent> tallied = [.. standing.Where(IsTallied)];
        return standing.Except(tallied).Sum(ChargeOf) + tallied.GroupBy(one => (one.Body.Metric, Subscriber!.Calendar.IndexOf(one.OccurredAt)))
            .Sum(period => Math.Round(Costs.Of(PriceOf(period.First()).Price.Model, period.Sum(one => one.Body.Quantity)), 9, MidpointRounding.ToEven));
    }

    private bool IsTallied(LoggedEvent one) =>
        !one.IsVoid && IsCovered(one) && PriceOf(one).Price is { PaymentTerm: PaymentTerm.Instant, Model: TotalPrice and not StandardPrice { FreeUnits: 0 } };

    private (Metric Metric, Price Price) PriceOf(LoggedEvent one)
    {
        var metric = Subscriber!.Metrics.Single(known => known.Id.ToString() == one.Body.Metric);
        return (metric, Subscriber.PriceOf(metric));
    }

    private decimal ChargeOf(LoggedEvent one)
    {
        if (one.IsVoid || !IsCovered(one))
        {
            return 0;
        }

        var (metric, price) = PriceOf(one);
        var isPaidAtOnce = one.Body.Hold is not null || price.PaymentTerm == PaymentTerm.Instant;
        return isPaidAtOnce && (metric.Aggregation is Aggregation.Sum or Aggregation.Count)
            ? Math.Round(one.Body.Quantity * UnitPriceOf(one, price), 9, MidpointRounding.ToEven)
            : 0;
    }

    /// <summary>What an event costs by the price that came with it; 0 where the subscription was not on record, and nothing was agreed.</summary>
    internal decimal OwnCostOf(LoggedEvent one) => IsCovered(one) ? one.Body.Quantity * one.Body.Price!.Value : 0;

    // By the other models only the whole period tells.
    private static decimal UnitPriceOf(LoggedEvent one, Price price) => price.Model switch
    {
        DynamicPrice => one.Body.Price!.Value,
        StandardPrice { FreeUnits: 0 } standard => standard.UnitPrice,
        _ => 0,
    };

    private string? PriceRejectionOf(LoggedEvent one) =>
        one.IsVoid || !IsCovered(one) || Subscriber!.PriceOf(Subscriber.Metrics.Single(metric => metric.Id.ToString() == one.Body.Metric)).Model is not DynamicPrice bounds ? null
        : one.Body.Price is not { } price ? "PRICE_MISSING"
        : price < bounds.MinPrice || price > bounds.MaxPrice ? "PRICE_OUT_OF_BOUNDS"
        : null;

    /// <summary>From when on usage is billed; null without a subscription. Periods that were over before the first payment are not.</summary>
    internal Instant? BilledFrom => Subscription?.BilledFrom ?? Subscription?.StartedAt;

    /// <summary>True for an event that came when the subscription was on record, and occurred from its start to its end.</summary>
    private bool IsCovered(LoggedEvent one) => IsKnownTo(one) && one.OccurredAt >= BilledFrom && !HasEnded(one);

    private bool HasEnded(LoggedEvent one) =>
        IsKnownTo(one) && Subscription is { EndedAt: { } end, EndRecordedAt: { } recorded } && one.IsAtOrAfter(recorded) && one.OccurredAt >= end;

    private bool IsKnownTo(LoggedEvent one) => Subscription?.ActivationRecordedAt is { } recorded && one.IsAtOrAfter(recorded);

    private bool IsClosedTo(BillingPeriod period, Instant occurredAt) =>
        period.IsRunOff ? occurredAt < period.Period.Start
        : Subscriber!.Version.Terms.LateEventPolicy == LateEventPolicy.Reject && period.Period.Contains(occurredAt);

    /// <summary>True for a position at or before a period's seal.</summary>
    internal static bool IsSealed(BillingPeriod period, LogPosition position) =>
        period.Seal.Any(end => (end.Log, end.Partition) == (position.Log, position.Partition) && position.Sequence <= end.LastSequence);
}
