using System.Collections.Concurrent;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Hosting;

/// <summary>
/// Meters where a trigger stands still. A trigger goes on behind a batch that was interrupted, and the next batch fills the gap; where no next one comes,
/// nobody would. To be run again and again: a partition whose progress has not moved from one run to the next is taken a step further. Where its trigger
/// is at work after all, both do the same, once.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="progress">How far it is metered.</param>
/// <param name="metering">Meters.</param>
public sealed class MeterCatchUp(IEventLog log, MeterProgress progress, Metering metering)
{
    private const int BatchBytes = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<int, long> seen = new();

    /// <summary>Takes every partition that stands still a step further.</summary>
    /// <returns>How many records were given to the meter.</returns>
    /// <exception cref="Core.Storage.StoreUnavailableException">A store cannot answer now: the next run goes on.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var count = 0;
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var next = await progress.NextAsync(log, partition, cancellation);
            if (seen.TryGetValue(partition, out var before) && before == next)
            {
                var slice = await log.ReadAsync(partition, next, BatchBytes, only: null, cancellation);
                await metering.ConsumeAsync(partition, slice.Records, cancellation);
                count += slice.Records.Count;
            }

            seen[partition] = next;
        }

        return count;
    }
}
