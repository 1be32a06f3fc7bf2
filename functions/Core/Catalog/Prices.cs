using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A tenant's prices.</summary>
public sealed class Prices(IDocumentStore store, Metrics metrics)
{
    /// <summary>Adds a price under an id of its own. Refused: what <see cref="CheckAsync"/> refuses.</summary>
    public async ValueTask<Result<Price>> AddAsync(Tenant tenant, Price price, CancellationToken cancellation)
    {
        if (await CheckAsync(tenant, price, "", cancellation) is { } refused)
        {
            return refused;
        }

        await store.CommitAsync(CatalogPartition.Of(tenant), [DocumentWrite.Create(price.Id.ToString(), price.ToBody())], cancellation);
        return price;
    }

    /// <summary>Why a price cannot be, or null: <see cref="PriceRules"/>, <c>BILLABLE_METRIC_NOT_FOUND</c>.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="price">The price.</param>
    /// <param name="path">What stands before its fields' names in the request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Refusal?> CheckAsync(Tenant tenant, Price price, string path, CancellationToken cancellation)
    {
        if (PriceRules.Check(price, path) is { } broken)
        {
            return broken;
        }

        return price.MetricId is not { } id ? null
            : (await metrics.GetAsync(tenant, id, cancellation, $"{path}billableMetricId")).TryGet(out var metric, out var refused) ? PriceRules.Check(price, metric, path)
            : refused;
    }

    /// <summary>A price by id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async ValueTask<Result<Price>> GetAsync(Tenant tenant, Id<Price> id, CancellationToken cancellation, string? field = null) =>
        await store.ReadAsync<Price>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("PRICE", id.ToString(), field);

    /// <summary>The prices, newest first.</summary>
    public ValueTask<Page<Price>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Price>(DocumentRange.WithPrefix(CatalogPartition.Of(tenant), Price.IdPrefix + "_"), page, cancellation);
}
