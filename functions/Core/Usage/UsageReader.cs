using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Adds up what accounts used in any periods: from hourly windows, and from the log where a border parts an hour's events.</summary>
/// <param name="store">Where the windows are.</param>
/// <param name="events">Reads single events back.</param>
/// <param name="definitions">What single events were charged on.</param>
public sealed class UsageReader(IDocumentStore store, AccountEvents events, IAccountTermsReader definitions) : IUsageSource
{
    private readonly MetricWindows windows = new(store);
    private readonly ValueSpill spill = new(store);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Bucketed>> ReadAsync(
        AccountId account, Metric metric, IReadOnlyList<Period> periods, Func<LogPosition, bool>? covers, bool allGroups, CancellationToken cancellation)
    {
        var buckets = new BucketFold(metric, periods);
        var whole = new Period(periods[0].Start, periods[^1].End);
        foreach (var hour in (await windows.ListAsync(UsageWindow.RangeOf(account.ToString(), whole), metric, cancellation)).GroupBy(window => window.Hour))
        {
            var isMixed = hour.Any(window => window.CorrectsEarlierLog);
            foreach (var window in hour.Where(window => window.Folds.Has(metric.Id.ToString())))
            {
                var isCovered = covers is null || covers(window.Watermark);
                var isSpilled = window.Spills > 0 && metric.Aggregation == Aggregation.UniqueCount;
                var isMerged = allGroups && window.Folds.HasOthers(metric.Id.ToString());
                if (isMixed || isMerged || (isSpilled && window.Corrections > 0) || !isCovered || buckets.IsParted(window))
                {
                    await AddEventsAsync(account, metric, [window, .. hour.Where(other => !ReferenceEquals(other, window))], buckets, covers, cancellation);
                }
                else
                {
                    buckets.AddWhole(isSpilled ? await spill.WholeAsync(account.ToString(), window, cancellation) : window);
                }
            }
        }

        return buckets.ToList();
    }

    /// <summary>Adds a window's events one by one.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="metric">Of what.</param>
    /// <param name="hour">The window, and after it those that other partitions have of the hour.</param>
    /// <param name="buckets">Where to.</param>
    /// <param name="covers">Which positions belong to the answer; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private async Task AddEventsAsync(
        AccountId account, Metric metric, IReadOnlyList<UsageWindow> hour, BucketFold buckets, Func<LogPosition, bool>? covers, CancellationToken cancellation)
    {
        var window = hour[0];
        var terms = await definitions.TermsAsync(account, cancellation);
        var single = new SingleEvents(metric, buckets, terms, await definitions.ProofKeyAsync(account.Tenant, cancellation), window, window.Dry);
        var hasCorrections = hour.Any(other => other.Corrections > 0);
        await foreach (var delivery in events.CountedAsync(account, new Period(window.Hour, window.Hour + Duration.FromHours(1)), cancellation))
        {
            var isOfWindow = (delivery.Position.Log, delivery.Position.Partition) == (window.Watermark.Log, window.Watermark.Partition);
            if (!isOfWindow || covers?.Invoke(delivery.Position) == false)
            {
                continue;
            }

            var isReplaced = hasCorrections && await events.CorrectionOfAsync(delivery, cancellation) is { } by
                && SingleEvents.IsIn(hour, by) && covers?.Invoke(by) != false;
            var replaced = delivery.Usage!.Corrects is null ? null : await events.CorrectedByAsync(delivery, cancellation);
            single.Add(delivery, isReplaced, replaced);
        }

        buckets.EndWindow();
    }
}
