using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>
/// How far metering is behind: seen from outside, so that a consumer that stands still is seen too.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="progress">How far it is metered.</param>
public sealed class MeterLag(IEventLog log, MeterProgress progress)
{
    // Some hundreds of records of single events, or the first two that are full: looked at once a minute.
    private const int SampleBytes = 128 * 1024;

    /// <summary>The lag of every partition.</summary>
    /// <remarks>
    /// Records have one event or hundreds. Where those that are not metered have more than 128 KB, the first 128 KB are taken for what the others are like.
    /// </remarks>
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
            lags[partition] = behind > 0
                ? Of(partition, behind, (await log.ReadAsync(partition, metered + 1, SampleBytes, only: null, cancellation)).Records, now)
                : new PartitionLag(partition, Records: 0, Events: 0, Duration.Zero);
        }

        return lags;
    }

    private static PartitionLag Of(int partition, long behind, IReadOnlyList<LogRecord> first, Instant now)
    {
        // What came in meanwhile is not among those that were counted.
        List<LogRecord> sample = [.. first.Take((int)Math.Min(behind, first.Count))];
        return sample.Count == 0
            ? new PartitionLag(partition, behind, behind, Duration.Zero)
            : new PartitionLag(
                partition, behind, behind * sample.Sum(record => (long)Delivery.CountOf(record)) / sample.Count, Duration.Max(now - sample[0].EnqueuedAt, Duration.Zero));
    }
}
