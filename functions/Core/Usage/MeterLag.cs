using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>
/// How far metering is behind: seen from outside, so that a consumer that stands still is seen too.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="progress">How far it is metered.</param>
public sealed class MeterLag(IEventLog log, MeterProgress progress)
{
    /// <summary>The lag of every partition.</summary>
    /// <param name="now">The time by the log's clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Storage.StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<IReadOnlyList<PartitionLag>> ReadAsync(Instant now, CancellationToken cancellation)
    {
        var lags = new PartitionLag[log.PartitionCount];
        for (var partition = 0; partition < lags.Length; partition++)
        {
            var metered = await progress.ReadAsync(log.Number, partition, cancellation);
            var behind = await log.LastSequenceAsync(partition, cancellation) - metered;
            lags[partition] = new PartitionLag(
                partition, Math.Max(behind, 0), behind > 0 ? await AgeAsync(partition, metered + 1, now, cancellation) : Duration.Zero);
        }

        return lags;
    }

    private async Task<Duration> AgeAsync(int partition, long sequence, Instant now, CancellationToken cancellation)
    {
        var first = (await log.ReadAsync(partition, sequence, maxBytes: 1, only: null, cancellation)).Records;
        return first.Count == 0 ? Duration.Zero : Duration.Max(now - first[0].EnqueuedAt, Duration.Zero);
    }
}
