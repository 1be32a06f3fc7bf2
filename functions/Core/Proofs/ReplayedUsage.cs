using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Proofs;

/// <summary>What was used, from a replay of the log in place of the ledger's windows.</summary>
internal sealed class ReplayedUsage(AccountReplay replay) : IUsageSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Bucketed>> ReadAsync(
        AccountId account, Metric metric, IReadOnlyList<Period> periods, Func<LogPosition, bool>? covers, bool allGroups, CancellationToken cancellation)
    {
        if (account != replay.Account)
        {
            throw new ArgumentException($"The replay is of {replay.Account}, not of {account}.", nameof(account));
        }

        var buckets = new BucketFold(metric, periods);
        var (from, end) = (UsageWindow.HourOf(periods[0].Start), periods[^1].End);
        foreach (var hour in replay.Windows.Where(pair => from <= pair.Value.Hour && pair.Value.Hour < end).GroupBy(pair => pair.Value.Hour))
        {
            var isMixed = hour.Any(pair => pair.Value.CorrectsEarlierLog);
            foreach (var (id, window) in hour.Where(pair => pair.Value.Folds.Has(metric.Id.ToString())))
            {
                var isCovered = covers is null || covers(window.Watermark);
                var isMerged = allGroups && window.Folds.HasOthers(metric.Id.ToString());
                if (isMixed || isMerged || !isCovered || buckets.IsParted(window))
                {
                    await replay.AddEventsAsync(id, metric, buckets, covers, cancellation);
                }
                else
                {
                    buckets.AddWhole(window);
                }
            }
        }

        return buckets.ToList();
    }
}
