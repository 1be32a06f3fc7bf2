using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Sorts windows and events of one metric into periods, and adds them up there.</summary>
internal sealed class BucketFold(Metric metric, IReadOnlyList<Period> periods)
{
    private readonly Dictionary<GroupKey, Aggregate>[] sums = [.. periods.Select(_ => new Dictionary<GroupKey, Aggregate>())];
    private readonly Dictionary<(int Log, int Partition), PositionRange>[] positions =
        [.. periods.Select(_ => new Dictionary<(int, int), PositionRange>())];

    /// <summary>Adds a window whose events are all in one period, or all in none; false for one that a border parts.</summary>
    internal bool TryAddWhole(UsageWindow window)
    {
        var first = IndexOf(window.FirstOccurredAt);
        if (first != IndexOf(window.LastOccurredAt))
        {
            return false;
        }

        if (first is not { } index)
        {
            // Both ends are outside: the events between them are too, unless a whole period lies between.
            return !periods.Any(period => window.FirstOccurredAt < period.Start && period.End <= window.LastOccurredAt);
        }

        foreach (var (key, aggregate) in window.Metrics[metric.Id.ToString()])
        {
            Add(index, GroupKey.Parse(key), aggregate);
        }

        Extend(index, window.Watermark, window.FirstSequence, window.Watermark.Sequence);
        return true;
    }

    /// <summary>Adds one event, where it is in a period.</summary>
    internal void Add(Delivery delivery, ChargedReading charged, MultisetHash hash)
    {
        var occurredAt = delivery.Usage!.OccurredAt;
        if (IndexOf(occurredAt) is { } index)
        {
            var one = Aggregate.Of(metric.Aggregation, charged.Reading, occurredAt, delivery.Position) with
            {
                Paid = charged.Paid,
                Owed = charged.Owed,
                Hash = hash,
            };
            Add(index, charged.Reading.Group, one);
            Extend(index, delivery.Position, delivery.Position.Sequence, delivery.Position.Sequence);
        }
    }

    /// <summary>Adds the hash of an event to a group in which it counts no longer, or takes something away.</summary>
    internal void AddTrace(Delivery delivery, GroupKey group, MultisetHash hash)
    {
        if (IndexOf(delivery.Usage!.OccurredAt) is { } index)
        {
            Add(index, group, new Aggregate { Hash = hash });
            Extend(index, delivery.Position, delivery.Position.Sequence, delivery.Position.Sequence);
        }
    }

    /// <summary>The sums, in the order of the periods.</summary>
    internal IReadOnlyList<Bucketed> ToList() =>
    [
        .. periods.Select((period, index) => new Bucketed(
            period, sums[index], [.. positions[index].Values.OrderBy(range => (range.Log, range.Partition))])),
    ];

    private int? IndexOf(Instant instant)
    {
        var (low, high) = (0, periods.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (periods[middle].Contains(instant))
            {
                return middle;
            }

            (low, high) = periods[middle].End <= instant ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private void Add(int index, GroupKey key, Aggregate aggregate) =>
        sums[index][key] = Aggregate.Merge(metric.Aggregation, sums[index].GetValueOrDefault(key), aggregate);

    private void Extend(int index, LogPosition at, long from, long to)
    {
        var key = (at.Log, at.Partition);
        positions[index][key] = positions[index].TryGetValue(key, out var range)
            ? range with { FromSequence = Math.Min(range.FromSequence, from), ToSequence = Math.Max(range.ToSequence, to) }
            : new PositionRange(at.Log, at.Partition, from, to);
    }
}
