using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Sorts windows and events of one metric into periods, and adds them up there.</summary>
internal sealed class BucketFold(Metric metric, IReadOnlyList<Period> periods)
{
    private static readonly IReadOnlyDictionary<GroupKey, Aggregate> Nothing = new Dictionary<GroupKey, Aggregate>();

    // By period; null where there is nothing, as in most where they are many.
    private readonly Dictionary<GroupKey, Aggregate>?[] sums = new Dictionary<GroupKey, Aggregate>?[periods.Count];
    private readonly Dictionary<(int Log, int Partition), PositionRange>?[] positions = new Dictionary<(int, int), PositionRange>?[periods.Count];

    // By period: where the events of the window stand that is added one by one, and whether any of them measures the metric.
    private readonly Dictionary<int, (PositionRange Range, bool Measured)> parted = [];

    /// <summary>True for a window whose events are not all in one period, or all in none: a border parts them.</summary>
    internal bool IsParted(UsageWindow window)
    {
        var first = IndexOf(window.FirstOccurredAt);
        if (first != IndexOf(window.LastOccurredAt))
        {
            return true;
        }

        // Where both ends are outside, the events between them are too, unless a whole period lies between.
        return first is null && periods.Any(period => window.FirstOccurredAt < period.Start && period.End <= window.LastOccurredAt);
    }

    /// <summary>Adds a window that is not <see cref="IsParted">parted</see>.</summary>
    internal void AddWhole(UsageWindow window)
    {
        if (IndexOf(window.FirstOccurredAt) is not { } index)
        {
            return;
        }

        foreach (var fold in window.Folds.Of(metric.Id.ToString()))
        {
            Add(index, GroupKey.Parse(fold.Group), fold.Aggregate);
        }

        Extend(index, new PositionRange(window.Watermark.Log, window.Watermark.Partition, window.FirstSequence, window.Watermark.Sequence));
    }

    /// <summary>Adds an event of a window that a border or a seal parts, where it is in a period.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What it measures of the metric; may be nothing: it stands among the window's events all the same.</param>
    /// <param name="hash">The event's hash.</param>
    internal void Add(Delivery delivery, IReadOnlyList<ChargedReading> readings, MultisetHash hash)
    {
        var occurredAt = delivery.Usage!.OccurredAt;
        if (IndexOf(occurredAt) is not { } index)
        {
            return;
        }

        foreach (var charged in readings)
        {
            var one = Aggregate.Of(metric.Aggregation, charged.Reading, occurredAt, delivery.Position) with
            {
                Paid = charged.Paid,
                Owed = charged.Owed,
                Hash = hash,
            };
            Add(index, charged.Reading.Group, one);
        }

        Part(index, delivery.Position, readings.Count > 0);
    }

    /// <summary>
    /// Ends a window whose events were added one by one: their stretch of the log is that of all its events in the period, as for a window that
    /// is added whole. So the answer does not depend on whether there were later events when it was asked for.
    /// </summary>
    internal void EndWindow()
    {
        foreach (var (index, (range, measured)) in parted)
        {
            if (measured)
            {
                Extend(index, range);
            }
        }

        parted.Clear();
    }

    /// <summary>Adds the hash of an event to a group in which it counts no longer, or takes something away.</summary>
    internal void AddTrace(Delivery delivery, GroupKey group, MultisetHash hash)
    {
        if (IndexOf(delivery.Usage!.OccurredAt) is { } index)
        {
            Add(index, group, new Aggregate { Hash = hash });
            Part(index, delivery.Position, measured: true);
        }
    }

    /// <summary>Adds what the wallet did for an event that does not count, or not any more.</summary>
    internal void AddPaid(Delivery delivery, ChargedReading charged)
    {
        if (IndexOf(delivery.Usage!.OccurredAt) is { } index)
        {
            Add(index, charged.Reading.Group, new Aggregate { Paid = charged.Paid, Owed = charged.Owed });
        }
    }

    /// <summary>The sums, in the order of the periods.</summary>
    internal IReadOnlyList<Bucketed> ToList() =>
    [
        .. periods.Select((period, index) => new Bucketed(
            period, sums[index] ?? Nothing, positions[index] is { } ranges ? [.. ranges.Values.OrderBy(range => (range.Log, range.Partition))] : [])),
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

    private void Add(int index, GroupKey key, Aggregate aggregate)
    {
        var groups = sums[index] ??= [];
        groups[key] = Aggregate.Merge(metric.Aggregation, groups.GetValueOrDefault(key), aggregate);
    }

    private void Part(int index, LogPosition at, bool measured)
    {
        var known = parted.TryGetValue(index, out var before) ? before : (Range: new PositionRange(at.Log, at.Partition, at.Sequence, at.Sequence), Measured: false);
        parted[index] = (Widened(known.Range, at.Sequence, at.Sequence), known.Measured || measured);
    }

    private void Extend(int index, PositionRange by)
    {
        var ranges = positions[index] ??= [];
        var key = (by.Log, by.Partition);
        ranges[key] = ranges.TryGetValue(key, out var range) ? Widened(range, by.FromSequence, by.ToSequence) : by;
    }

    private static PositionRange Widened(PositionRange range, long from, long to) =>
        range with { FromSequence = Math.Min(range.FromSequence, from), ToSequence = Math.Max(range.ToSequence, to) };
}
