using Tallystick.Core.Catalog;

namespace Tallystick.Core.Usage;

/// <summary>
/// Adds events of one metric to periods one by one, each with what the wallet paid for it. Of what a correction takes the place of, and of what it
/// takes away, only the hash is added, and what the wallet was asked for by a tally.
/// </summary>
/// <param name="metric">The metric.</param>
/// <param name="buckets">Where to.</param>
/// <param name="terms">What the events were charged on.</param>
/// <param name="key">The key of the tenant's proofs.</param>
/// <param name="window">The window that the events are folded into.</param>
/// <param name="dry">Where the wallet did not pay for them, by metric.</param>
internal sealed class SingleEvents(
    Metric metric, BucketFold buckets, AccountTerms terms, ProofKey key, UsageWindow window, IReadOnlyDictionary<string, IReadOnlyList<DryRun>>? dry)
{
    private readonly MetricSet only = new([metric]);
    private readonly TallyWalk walk = new(window.Tallied.GetValueOrDefault(metric.Id.ToString()) ?? []);

    /// <summary>Adds the next event of the window that counts, in the order of the log.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="isReplaced">True where a correction takes its place.</param>
    /// <param name="replaced">What it takes the place of; null where it is no correction.</param>
    internal void Add(Delivery delivery, bool isReplaced, Delivery? replaced)
    {
        var hash = key.HashOf(delivery);
        var readings = ReadingsOf(delivery);
        var taken = replaced is null ? [] : ReadingsOf(replaced);
        var moves = walk.Next(terms, delivery, readings, replaced, taken);
        var charged = moves.Count > 0 && readings.Count == 0
            ? Charging.Of(delivery, taken, moves, terms, dry)
            : Charging.Of(delivery, readings, moves, terms, dry);
        buckets.Add(delivery, isReplaced || readings.Count == 0 ? [] : charged, hash);
        if (isReplaced)
        {
            Trace(delivery, readings, hash);
        }

        if (replaced is not null)
        {
            Trace(delivery, taken, hash);
        }

        if (moves.Count > 0 && (isReplaced || readings.Count == 0))
        {
            // What a tally was moved by is paid for, whatever took the event's place: that moved the tally again.
            buckets.AddPaid(delivery, charged[0]);
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
