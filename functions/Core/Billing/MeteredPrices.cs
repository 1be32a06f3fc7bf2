using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>The prices of what was used in a period, with their metrics.</summary>
internal sealed class MeteredPrices(IDocumentStore store)
{
    private readonly ParsedDocuments<Metric> metrics = new(store);

    /// <summary>Those that a phase charges, in the order of invoices.</summary>
    /// <exception cref="DamagedStoreException">A metric is missing.</exception>
    internal async Task<IReadOnlyList<(Price Price, Metric Metric)>> OfAsync(SubscriptionContext context, BilledPhase billed, CancellationToken cancellation)
    {
        var found = new List<(Price, Metric)>();
        foreach (var price in billed.Prices)
        {
            if (price.MetricId is { } id)
            {
                found.Add((price, await OfAsync(context, id, cancellation)));
            }
        }

        return found;
    }

    /// <summary>A metric.</summary>
    /// <exception cref="DamagedStoreException">It is missing.</exception>
    internal async Task<Metric> OfAsync(SubscriptionContext context, Id<Metric> id, CancellationToken cancellation) =>
        await metrics.ReadAsync(CatalogPartition.Of(context.Tenant), id.ToString(), cancellation)
            ?? throw new DamagedStoreException($"Metric {id} of a price is missing.");
}
