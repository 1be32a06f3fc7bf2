using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Adds up what all customers of a tenant used, from the tenant's windows where these tell.</summary>
internal sealed class TenantReader(IDocumentStore store)
{
    private readonly MetricWindows windows = new(store);
    private readonly ParsedDocuments<TenantCoverage> coverages = new(store);

    /// <summary>The sums by window of the question, and the stretches of time that must be asked of each account in their stead.</summary>
    internal async Task<(IReadOnlyList<Bucketed> Sums, IReadOnlyList<Period> ByAccount)> ReadAsync(
        Tenant tenant, MeterQuery query, CancellationToken cancellation)
    {
        var buckets = new BucketFold(query.Metric, query.Windows);
        var byAccount = new List<Period>();
        var isCovered = query.Metric.Aggregation != Aggregation.UniqueCount
            && await coverages.ReadAsync(TenantWindows.PartitionOf(tenant), TenantCoverage.DocumentId, cancellation) is { IsWhole: true };
        if (!isCovered)
        {
            return (buckets.ToList(), [query.Period]);
        }

        foreach (var hour in (await windows.ListAsync(TenantWindows.Of(tenant, query.Period), query.Metric, cancellation)).GroupBy(window => window.Hour))
        {
            var ofMetric = hour.Where(window => window.Folds.Has(query.Metric.Id.ToString())).ToList();
            if (ofMetric.TrueForAll(window => Tells(window, query) && !buckets.IsParted(window)))
            {
                ofMetric.ForEach(window => buckets.AddWhole(window));
            }
            else
            {
                Add(byAccount, new Period(hour.Key, hour.Key + Duration.FromHours(1)));
            }
        }

        return (buckets.ToList(), byAccount);
    }

    /// <summary>
    /// False where something was taken away from what nothing can be subtracted from, and where groups that are asked for are no longer told apart.
    /// </summary>
    private static bool Tells(UsageWindow window, MeterQuery query)
    {
        var tellsValues = window.Corrections == 0 || Aggregate.IsSubtractable(query.Metric.Aggregation);
        return tellsValues && (!query.TellsGroupsApart || !window.Folds.HasOthers(query.Metric.Id.ToString()));
    }

    private static void Add(List<Period> byAccount, Period hour)
    {
        if (byAccount.Count > 0 && byAccount[^1].End == hour.Start)
        {
            byAccount[^1] = new Period(byAccount[^1].Start, hour.End);
        }
        else
        {
            byAccount.Add(hour);
        }
    }
}
