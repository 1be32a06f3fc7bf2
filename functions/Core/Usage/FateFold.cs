using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>Counts what becomes of deliveries, by the hour in which the log took them, each once.</summary>
/// <remarks>
/// A counter is one document of a tenant, hour and partition of the log, changed by a commit that is conditional on its version and moves its
/// watermark: deliveries at or below it are counted already. What becomes of a delivery is a pure function of the log, so a batch that comes
/// again, in other parts or to two consumers, comes to the same counts.
/// </remarks>
internal sealed class FateFold(IDocumentStore store)
{
    /// <summary>Counts deliveries of one partition.</summary>
    /// <param name="counted">Those that count.</param>
    /// <param name="uncounted">Those that do not, and why.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal Task CountAsync(
        IEnumerable<CountedUsage> counted, IReadOnlyList<(Delivery Delivery, Outcome Outcome)> uncounted, CancellationToken cancellation)
    {
        var hours = new List<HourCount>(1);
        foreach (var usage in counted)
        {
            HourCount.Of(hours, usage.Delivery).Add(usage.Position, null);
        }

        for (var i = 0; i < uncounted.Count; i++)
        {
            HourCount.Of(hours, uncounted[i].Delivery).Add(uncounted[i].Delivery.Position, uncounted[i].Outcome.Kind);
        }

        return Task.WhenAll(hours.Select(hour => CountAsync(hour, cancellation)));
    }

    private async Task CountAsync(HourCount hour, CancellationToken cancellation)
    {
        var partition = FateCounter.PartitionOf(hour.Tenant);
        var id = FateCounter.IdOf(hour.Hour, hour.Last);
        bool done;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var standing = await store.ReadAsync<FateCounter>(partition, id, cancellation);
            var after = new FateCounter(hour.Last, hour.AddTo(standing?.Value));
            done = standing?.Value.Watermark.CompareTo(hour.Last) >= 0
                || await store.CommitAsync(partition, [new Versioned<FateCounter>(after, standing?.ETag).ToWrite(id)], cancellation);
        }
        while (!done);
    }
}
