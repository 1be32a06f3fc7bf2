using System.Runtime.CompilerServices;
using NodaTime;
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

    /// <summary>The counted deliveries of an account that occurred in a period, in log order within each partition.</summary>
    public async IAsyncEnumerable<Delivery> CountedAsync(AccountId account, Period period, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var windows = await store.ListAllAsync<UsageWindow>(WindowRange(account, period), cancellation);
        foreach (var partition in windows.GroupBy(window => (window.Watermark.Log, window.Watermark.Partition)))
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

    /// <summary>The documents of the windows that a period touches.</summary>
    internal static DocumentRange WindowRange(AccountId account, Period period)
    {
        var end = UsageWindow.HourOf(period.End);
        return new DocumentRange(
            account.ToString(),
            UsageWindow.FirstIdFrom(UsageWindow.HourOf(period.Start)),
            UsageWindow.FirstIdFrom(end < period.End ? end + Duration.FromHours(1) : end));
    }

    private static async IAsyncEnumerable<Delivery> ReadAsync(
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
