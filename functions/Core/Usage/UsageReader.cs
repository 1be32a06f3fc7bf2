using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Adds up what accounts used in any periods: from hourly windows, and from the log where a border parts an hour's events.</summary>
/// <param name="store">Where the windows are.</param>
/// <param name="events">Reads single events back.</param>
/// <param name="definitions">What single events were charged on.</param>
public sealed class UsageReader(IDocumentStore store, AccountEvents events, IAccountTermsReader definitions)
{
    /// <summary>The account's use of one metric.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="metric">Of what.</param>
    /// <param name="periods">In which periods: in order, not overlapping, at least one.</param>
    /// <param name="covers">Tells whether a position belongs to the answer; of a partition's positions those up to some point must. Null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>One for each of <paramref name="periods"/>.</returns>
    public async Task<IReadOnlyList<Bucketed>> ReadAsync(
        AccountId account, Metric metric, IReadOnlyList<Period> periods, Func<LogPosition, bool>? covers, CancellationToken cancellation)
    {
        var buckets = new BucketFold(metric, periods);
        var whole = new Period(periods[0].Start, periods[^1].End);
        var parted = new List<UsageWindow>();
        foreach (var window in await store.ListAllAsync<UsageWindow>(AccountEvents.WindowRange(account, whole), cancellation))
        {
            var isCovered = covers is null || covers(window.Watermark);
            if (window.Metrics.ContainsKey(metric.Id.ToString()) && !(isCovered && buckets.TryAddWhole(window)))
            {
                parted.Add(window);
            }
        }

        foreach (var window in parted)
        {
            await AddEventsAsync(account, metric, window, buckets, covers, cancellation);
        }

        return buckets.ToList();
    }

    /// <summary>
    /// Adds a window's events one by one, each with what the wallet paid for it: the window says where it did not pay, and an event's first readings
    /// are paid first.
    /// </summary>
    private async Task AddEventsAsync(
        AccountId account, Metric metric, UsageWindow window, BucketFold buckets, Func<LogPosition, bool>? covers, CancellationToken cancellation)
    {
        var terms = await definitions.TermsAsync(account, cancellation);
        var key = await definitions.ProofKeyAsync(account.Tenant, cancellation);
        var only = new MetricSet([metric]);
        var dry = window.Dry.GetValueOrDefault(metric.Id.ToString(), []);
        var hour = new Period(window.Hour, window.Hour + Duration.FromHours(1));
        await foreach (var delivery in events.CountedAsync(account, hour, cancellation))
        {
            if ((delivery.Position.Log, delivery.Position.Partition) != (window.Watermark.Log, window.Watermark.Partition))
            {
                continue;
            }

            if (covers?.Invoke(delivery.Position) == false)
            {
                continue;
            }

            var usage = delivery.Usage!;
            Readings.Of(usage.Only(metric.Id), delivery.EnqueuedAt, only, out var readings);
            var asked = readings.Sum(reading => terms.ChargeFor(reading, usage, delivery.EnqueuedAt));
            var paid = asked - DryRun.OwedFor(dry, delivery.Position, asked);
            foreach (var reading in readings)
            {
                var charge = terms.ChargeFor(reading, usage, delivery.EnqueuedAt);
                var part = Math.Min(paid, charge);
                paid -= part;
                buckets.Add(delivery, new ChargedReading(reading, part, charge - part), key.HashOf(delivery));
            }
        }
    }
}
