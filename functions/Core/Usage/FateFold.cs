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
        IReadOnlyList<CountedUsage> counted, IReadOnlyList<(Delivery Delivery, Outcome Outcome)> uncounted, CancellationToken cancellation) =>
        Task.WhenAll(HourCount.Of(counted, uncounted).Select(hour => CountAsync(
            hour, watermark => HourCount.Of(counted, uncounted, after: watermark).Single(hour.IsLike), cancellation)));

    private async Task CountAsync(HourCount hour, Func<LogPosition, HourCount> after, CancellationToken cancellation)
    {
        var partition = FateCounter.PartitionOf(hour.Tenant);
        var id = FateCounter.IdOf(hour.Hour, hour.Last);
        while (!await TryCountAsync(partition, id, hour, after, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> TryCountAsync(
        string partition, string id, HourCount hour, Func<LogPosition, HourCount> after, CancellationToken cancellation)
    {
        var standing = await store.ReadAsync<FateCounter>(partition, id, cancellation);
        var watermark = standing?.Value.Watermark;
        if (watermark is { } last && last.CompareTo(hour.Last) >= 0)
        {
            return true;
        }

        var fresh = watermark is { } known && known.CompareTo(hour.First) >= 0 ? after(known) : hour;
        var counter = new FateCounter(hour.Last, fresh.AddTo(standing?.Value.Fates));
        return await store.CommitAsync(partition, [new Versioned<FateCounter>(counter, standing?.ETag).ToWrite(id)], cancellation);
    }
}
