using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Metric = Tallystick.Core.Catalog.Metric;

namespace Tallystick.Core.Proofs;

/// <summary>Compares the windows of tenants in two stores, as far as questions are answered from them.</summary>
/// <remarks>
/// Which groups a full window keeps apart depends on the parts in which the log was consumed, and so does a value that nothing can be subtracted from once
/// something was taken away: both are answered from the accounts, and are left out here.
/// </remarks>
/// <param name="live">The ledger.</param>
/// <param name="fresh">What the log folds to.</param>
/// <param name="definitions">The definitions in force.</param>
internal sealed class TenantWindowCheck(IDocumentStore live, IDocumentStore fresh, IAccountTermsReader definitions)
{
    /// <summary>Where the windows of a tenant differ; nothing for a tenant that has none because its events were metered before there were any.</summary>
    internal async Task<IReadOnlyList<Finding>> CompareAsync(Tenant tenant, CancellationToken cancellation)
    {
        var partition = TenantWindows.PartitionOf(tenant);

        // Nothing is noted yet for a tenant that nothing was metered for since there are such windows.
        if (await live.ReadAsync<TenantCoverage>(partition, TenantCoverage.DocumentId, cancellation) is not { Value.IsWhole: true })
        {
            return [];
        }

        var metrics = await definitions.MetricsAsync(tenant, cancellation);
        var (expected, found) = (await LedgerWindow.OfAsync(fresh, partition, cancellation), await LedgerWindow.OfAsync(live, partition, cancellation));
        return
        [
            .. expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
                .SelectMany(id => Compare($"the window {id} of {tenant}", expected.GetValueOrDefault(id), found.GetValueOrDefault(id), metrics)),
        ];
    }

    private static IEnumerable<Finding> Compare(string place, LedgerWindow? expected, LedgerWindow? found, MetricSet metrics)
    {
        bool HasOthers(string metric) => expected?.Window?.Folds.HasOthers(metric) == true || found?.Window?.Folds.HasOthers(metric) == true;
        return WindowComparison.Of(place, Comparable(expected, metrics, HasOthers)?.Window, Comparable(found, metrics, HasOthers));
    }

    private static LedgerWindow? Comparable(LedgerWindow? window, MetricSet metrics, Func<string, bool> hasOthers)
    {
        if (window?.Window is not { } read)
        {
            return window;
        }

        var folds = read.Folds.GroupBy(fold => fold.Metric)
            .SelectMany(metric => Comparable(read, metric, metrics.Find(Id<Metric>.Parse(metric.Key), Instant.MaxValue), hasOthers(metric.Key)));
        var comparable = read with { Folds = WindowFolds.Of([.. folds]) };
        return new LedgerWindow(comparable.ToBody(), comparable);
    }

    private static IEnumerable<WindowFold> Comparable(UsageWindow window, IGrouping<string, WindowFold> folds, Metric? metric, bool hasOthers)
    {
        var isSubtractable = metric is not null && Aggregate.IsSubtractable(metric.Aggregation);
        return !hasOthers && (isSubtractable || window.Corrections == 0) ? folds :
        [
            new WindowFold(folds.Key, "", new Aggregate
            {
                Events = folds.Sum(fold => fold.Aggregate.Events),
                Value = isSubtractable ? folds.Sum(fold => fold.Aggregate.Value) : 0,
                Hash = folds.Aggregate(default(MultisetHash), (sum, fold) => sum + fold.Aggregate.Hash),
            }),
        ];
    }
}
