using System.Runtime.CompilerServices;
using Tallystick.Core.Storage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Reads an account's events back from the log: for what the hourly windows are too coarse for.</summary>
/// <param name="log">The log.</param>
/// <param name="claims">Tells which deliveries count.</param>
/// <param name="store">Where the windows are: they bound what part of the log is read.</param>
public sealed class AccountEvents(IEventLog log, IClaimStore claims, IDocumentStore store)
{
    private const int SliceBytes = 1024 * 1024;

    private readonly Outcomes outcomes = new(store);
    private readonly MeterProgress progress = new(store);
    private readonly ParsedDocuments<UsageWindow> windows = new(store);

    /// <summary>The counted deliveries of an account that occurred in a period, in log order within each partition.</summary>
    public async IAsyncEnumerable<Delivery> CountedAsync(AccountId account, Period period, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var touched = await windows.ListAsync(UsageWindow.RangeOf(account.ToString(), period), cancellation);
        foreach (var partition in touched.GroupBy(window => (window.Watermark.Log, window.Watermark.Partition)))
        {
            var last = partition.Max(window => window.Watermark.Sequence);
            await foreach (var delivery in ReadAsync(account, log.Numbered(partition.Key.Log), partition.Key.Partition, partition.Min(window => window.FirstSequence), last, cancellation))
            {
                if (delivery.Usage is { } usage && period.Contains(usage.OccurredAt) && await CountsAsync(delivery, cancellation))
                {
                    yield return delivery;
                }
            }
        }
    }

    /// <summary>The counted deliveries of an account that occurred in a period and stand in one stretch of a partition, in log order.</summary>
    internal async IAsyncEnumerable<Delivery> CountedAsync(
        AccountId account, Period period, long from, LogPosition last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var delivery in ReadAsync(account, log.Numbered(last.Log), last.Partition, from, last.Sequence, cancellation))
        {
            if (delivery.Position.CompareTo(last) <= 0
                && delivery.Usage is { } usage && period.Contains(usage.OccurredAt) && await CountsAsync(delivery, cancellation))
            {
                yield return delivery;
            }
        }
    }

    /// <summary>The deliveries of an account that occurred in a period and are not metered yet, whatever becomes of them, in log order.</summary>
    internal async IAsyncEnumerable<Delivery> WaitingAsync(AccountId account, Period period, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var partition = LogPartitions.Of(account, log.PartitionCount);
        var from = await progress.NextAsync(log, partition, cancellation);
        await foreach (var delivery in ReadAsync(account, log, partition, from, await log.LastSequenceAsync(partition, cancellation), cancellation))
        {
            if (delivery.Usage is { } usage && period.Contains(usage.OccurredAt))
            {
                yield return delivery;
            }
        }
    }

    /// <summary>Where the correction stands that takes the place of a counted delivery; null where there is none.</summary>
    internal async ValueTask<LogPosition?> CorrectionOfAsync(Delivery delivery, CancellationToken cancellation) =>
        (await claims.FindAsync(Corrections.PlaceOf(delivery.Account, delivery.Event), cancellation))?.Owner;

    /// <summary>The delivery whose place a counted correction takes.</summary>
    /// <exception cref="StoreUnavailableException">The log does not give it.</exception>
    internal async Task<Delivery> CorrectedByAsync(Delivery correction, CancellationToken cancellation) =>
        await claims.FindAsync(correction.Usage!.Corrects!.Value, cancellation) is { } claim && await log.ReadAsync(claim.Owner, cancellation) is { } corrected
            ? corrected
            : throw new StoreUnavailableException($"What {correction.Position} corrects is no longer kept.");

    /// <summary>An account's deliveries in one stretch of a partition, counted or not, in log order.</summary>
    /// <exception cref="RecordsPurgedException">The first of them are no longer kept.</exception>
    internal static async IAsyncEnumerable<Delivery> ReadAsync(
        AccountId account, IEventLog log, int partition, long from, long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (from <= last && from < await log.FirstSequenceAsync(partition, cancellation))
        {
            throw new RecordsPurgedException("Single events of this period are no longer kept. Whole hours can still be asked for.");
        }

        while (from <= last)
        {
            var slice = await log.ReadAsync(partition, from, SliceBytes, account, cancellation);
            foreach (var delivery in slice.Records.TakeWhile(record => record.Sequence <= last).SelectMany(record => Delivery.Unpack(log.Number, record)))
            {
                yield return delivery;
            }

            if (slice.Next == from)
            {
                yield break;
            }

            from = slice.Next;
        }
    }

    /// <summary>Whether a delivery that was metered counts. Claims are forgotten some day; that a delivery does not count is kept for good.</summary>
    private async ValueTask<bool> CountsAsync(Delivery delivery, CancellationToken cancellation) =>
        (await claims.FindAsync(delivery.Event, cancellation))?.Owner == delivery.Position || !await outcomes.HasAsync(delivery, cancellation);
}
