using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Tells how many deliveries of each fate the log took, by hour, without looking at single events that are metered.</summary>
public sealed class FateCounts(IEventLog log, IDocumentStore store)
{
    private readonly LogTail tail = new(log, store);

    /// <summary>The hours that a period touches and that have deliveries, the earliest first.</summary>
    /// <remarks>
    /// What waits is read from the end of the log, before the counters: a delivery that is metered in between stands at or below its counter's
    /// watermark, and is passed over here.
    /// </remarks>
    /// <exception cref="StoreUnavailableException">Metering is too far behind to tell.</exception>
    public async Task<IReadOnlyList<HourFates>> ReadAsync(Tenant tenant, Period period, CancellationToken cancellation)
    {
        var (from, to) = (UsageWindow.HourOf(period.Start), UsageWindow.HourOf(period.End - Duration.Epsilon) + Duration.FromHours(1));
        var waiting = new List<(Instant Hour, LogPosition Position, int Deliveries)>();
        await foreach (var record in tail.ReadRecordsAsync(account => account.Tenant == tenant, cancellation))
        {
            if (record.EnqueuedAt >= from && record.EnqueuedAt < to)
            {
                // Those of a record are metered together: the first stands for all.
                waiting.Add((UsageWindow.HourOf(record.EnqueuedAt), new LogPosition(log.Number, record.Partition, record.Sequence, 0), Delivery.CountOf(record)));
            }
        }

        var counters = await store.ListAllAsync<FateCounter>(FateCounter.RangeOf(tenant, from, to), cancellation);
        var hours = new SortedDictionary<Instant, HourFates>();
        var watermarks = new Dictionary<(Instant, int, int), LogPosition>();
        foreach (var counter in counters)
        {
            Add(hours, counter.Fates);
            watermarks[(counter.Fates.Hour, counter.Watermark.Log, counter.Watermark.Partition)] = counter.Watermark;
        }

        foreach (var (hour, position, deliveries) in waiting)
        {
            if (!watermarks.TryGetValue((hour, position.Log, position.Partition), out var counted) || position.CompareTo(counted) > 0)
            {
                Add(hours, new HourFates(hour, deliveries, 0, 0, 0, 0));
            }
        }

        return [.. hours.Values];
    }

    private static void Add(SortedDictionary<Instant, HourFates> hours, HourFates fates) =>
        hours[fates.Hour] = hours.TryGetValue(fates.Hour, out var sum) ? sum.Plus(fates) : fates;
}
