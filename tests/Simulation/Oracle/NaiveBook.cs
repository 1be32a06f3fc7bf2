using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>
/// What must come out, folded in the plainest way from what the log holds: no claims, no watermarks, no windows, no commits. Of the deliveries of a
/// key the first counts of which the customer was known; nothing else is ever added up.
/// </summary>
internal sealed class NaiveBook
{
    private readonly Dictionary<AccountId, Subscriber> subscribers;

    /// <summary>Folds the log.</summary>
    /// <param name="logged">Everything in the logs, in their order.</param>
    /// <param name="subscribers">Customers who were there from the start.</param>
    /// <param name="latecomers">When the others came.</param>
    internal NaiveBook(
        IReadOnlyList<LoggedEvent> logged, IReadOnlyList<Subscriber> subscribers, IReadOnlyDictionary<AccountId, Instant> latecomers)
    {
        this.subscribers = subscribers.ToDictionary(subscriber => subscriber.Account);
        Fates = logged.GroupBy(one => one.Id).ToDictionary(deliveries => deliveries.Key, deliveries => FateOf([.. deliveries], latecomers));
        Counted = Fates.Values.Select(fate => fate.Counted).OfType<LoggedEvent>().ToLookup(one => one.Account);
    }

    /// <summary>By identity.</summary>
    internal IReadOnlyDictionary<EventId, ExpectedFate> Fates { get; }

    /// <summary>By account.</summary>
    internal ILookup<AccountId, LoggedEvent> Counted { get; }

    /// <summary>What some events come to.</summary>
    internal static decimal QuantityOf(Aggregation aggregation, IReadOnlyList<LoggedEvent> events)
    {
        var values = events.Select(one => one.Body.Quantity).ToList();
        return aggregation switch
        {
            _ when values.Count == 0 => 0,
            Aggregation.Max => values.Max(),
            Aggregation.Min => values.Min(),
            Aggregation.Avg => Math.Round(values.Sum() / values.Count, 9, MidpointRounding.ToEven),
            Aggregation.UniqueCount => values.Distinct().Count(),
            Aggregation.Latest => events.MaxBy(one => (one.OccurredAt, one.Position))!.Body.Quantity,
            _ => values.Sum(),
        };
    }

    /// <summary>What the wallet was asked for an event.</summary>
    internal decimal ChargeOf(LoggedEvent one)
    {
        if (!subscribers.TryGetValue(one.Account, out var subscriber) || one.OccurredAt < subscriber.Subscription.StartedAt)
        {
            return 0;
        }

        var metric = subscriber.Metrics.Single(known => known.Id.ToString() == one.Body.Metric);
        var price = subscriber.PriceOf(metric);
        var isPaidAtOnce = one.Body.Hold is not null || price.PaymentTerm == PaymentTerm.Instant;
        return isPaidAtOnce && metric.Aggregation != Aggregation.UniqueCount
            ? Math.Round(one.Body.Quantity * price.Model.DisplayUnitPrice, 9, MidpointRounding.ToEven)
            : 0;
    }

    private ExpectedFate FateOf(List<LoggedEvent> deliveries, IReadOnlyDictionary<AccountId, Instant> latecomers)
    {
        var counted = deliveries.Find(IsKnown);
        return new ExpectedFate(counted, [.. deliveries.Where(one => one != counted).Select(one => (one, KindOf(one)))]);

        bool IsKnown(LoggedEvent one) =>
            subscribers.ContainsKey(one.Account)
            || (latecomers.TryGetValue(one.Account, out var since) && since.ToUnixTimeMilliseconds() <= one.EnqueuedAt.ToUnixTimeMilliseconds());

        OutcomeKind KindOf(LoggedEvent one) =>
            !IsKnown(one) ? OutcomeKind.Rejected
            : one.Body == counted!.Body ? OutcomeKind.Duplicate
            : OutcomeKind.Conflict;
    }
}
