using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>Forgets claims and records of the log that have been kept for their time. May run twice, late, or in two processes.</summary>
/// <param name="claims">The claims.</param>
/// <param name="log">The log.</param>
/// <param name="needs">What of the log billing needs.</param>
/// <param name="store">How far the log is metered.</param>
/// <param name="settings">How long things are kept.</param>
public sealed class Retention(IClaimStore claims, IEventLog log, LogNeeds needs, IDocumentStore store, RetentionSettings settings)
{
    // A run ends after so many steps of each kind; the next one goes on.
    private const int MaxSteps = 100;

    private readonly MeterProgress progress = new(store);

    /// <summary>Forgets a bounded part of what is old.</summary>
    /// <returns>How many claims and how many records were forgotten.</returns>
    /// <exception cref="StoreUnavailableException">A store cannot answer now: the next run goes on.</exception>
    public async Task<(long Claims, long Records)> RunAsync(Instant now, CancellationToken cancellation)
    {
        var purged = await RepeatAsync(async () => await claims.PurgeAsync(now - settings.Claims, cancellation));
        if (settings.Log is not { } kept)
        {
            return (purged, 0);
        }

        var records = 0L;
        var before = Instant.Min(now - kept, await needs.EarliestAsync(cancellation));
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var metered = await progress.ReadAsync(log.Number, partition, cancellation);
            var number = partition;
            records += await RepeatAsync(() => log.PurgeAsync(number, before, metered, cancellation));
        }

        return (purged, records);
    }

    private static async Task<long> RepeatAsync(Func<ValueTask<long>> purge)
    {
        var (total, some) = (0L, 1L);
        for (var step = 0; step < MaxSteps && some > 0; step++)
        {
            some = await purge();
            total += some;
        }

        return total;
    }
}
