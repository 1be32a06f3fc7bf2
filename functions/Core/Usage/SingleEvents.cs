using Tallystick.Core.Catalog;

namespace Tallystick.Core.Usage;

/// <summary>
/// Adds events of one metric to periods one by one, each with what the wallet paid for it. Of what a correction takes the place of, and of what it
/// takes away, only the hash is added.
/// </summary>
internal sealed class SingleEvents(Metric metric, BucketFold buckets, AccountTerms terms, ProofKey key)
{
    private readonly MetricSet only = new([metric]);

    /// <summary>Adds an event that counts.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="isReplaced">True where a correction takes its place.</param>
    /// <param name="replaced">What it takes the place of; null where it is no correction.</param>
    /// <param name="dry">Where the wallet did not pay, by metric, of its window.</param>
    internal void Add(Delivery delivery, bool isReplaced, Delivery? replaced, IReadOnlyDictionary<string, IReadOnlyList<DryRun>>? dry)
    {
        var hash = key.HashOf(delivery);
        var readings = ReadingsOf(delivery);
        buckets.Add(delivery, isReplaced ? [] : Charging.Of(delivery, readings, terms, dry), hash);
        if (isReplaced)
        {
            Trace(delivery, readings, hash);
        }

        if (replaced is not null)
        {
            Trace(delivery, ReadingsOf(replaced), hash);
        }
    }

    /// <summary>True for a correction that is folded into one of an hour's windows: its claim is made a moment before.</summary>
    internal static bool IsIn(IEnumerable<UsageWindow> hour, LogPosition correction) =>
        hour.Any(window => (window.Watermark.Log, window.Watermark.Partition) == (correction.Log, correction.Partition)
            && correction.CompareTo(window.Watermark) <= 0);

    private IReadOnlyList<Reading> ReadingsOf(Delivery delivery)
    {
        Readings.Of(delivery.Usage!.Only(metric.Id), delivery.EnqueuedAt, only, out var readings);
        return EventPrices.Apply(terms, delivery, readings);
    }

    private void Trace(Delivery delivery, IReadOnlyList<Reading> readings, MultisetHash hash)
    {
        foreach (var reading in readings)
        {
            buckets.AddTrace(delivery, reading.Group, hash);
        }
    }
}
