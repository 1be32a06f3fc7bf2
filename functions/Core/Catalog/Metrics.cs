using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A tenant's billable metrics.</summary>
public sealed class Metrics(IDocumentStore store, Products products)
{
    /// <summary>
    /// The most of a tenant. Every batch is metered by all of them, and each that an hour's events measure has its place in the hour's window. Metrics that are made at
    /// the same time may be a few more.
    /// </summary>
    public const int Max = 1000;

    /// <summary>
    /// Adds a metric under an id of its own. Refused: <c>PRODUCT_NOT_FOUND</c>, <c>TOO_MANY_BILLABLE_METRICS</c>, and what <see cref="MetricRules"/> refuses.
    /// </summary>
    public async ValueTask<Result<Metric>> AddAsync(Tenant tenant, Metric metric, CancellationToken cancellation)
    {
        if (MetricRules.Check(metric) is { } broken)
        {
            return broken;
        }

        if (metric.ProductId is { } product && !(await products.GetAsync(tenant, product, cancellation, "productId")).TryGet(out _, out var refused))
        {
            return refused;
        }

        if (await store.CountAsync(Range(tenant), cancellation) >= Max)
        {
            return Refusal.Conflict("TOO_MANY_BILLABLE_METRICS", $"There are {Max} billable metrics already.");
        }

        await store.CommitAsync(CatalogPartition.Of(tenant), [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], cancellation);
        return metric;
    }

    /// <summary>A metric by id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async ValueTask<Result<Metric>> GetAsync(Tenant tenant, Id<Metric> id, CancellationToken cancellation, string? field = null) =>
        await store.ReadAsync<Metric>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("BILLABLE_METRIC", id.ToString(), field);

    /// <summary>The metrics, newest first.</summary>
    public ValueTask<Page<Metric>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Metric>(Range(tenant), page, cancellation);

    /// <summary>All metrics, oldest first: for whoever matches events to them.</summary>
    public ValueTask<IReadOnlyList<Metric>> AllAsync(Tenant tenant, CancellationToken cancellation) =>
        store.ListAllAsync<Metric>(Range(tenant), cancellation);

    private static DocumentRange Range(Tenant tenant) => DocumentRange.WithPrefix(CatalogPartition.Of(tenant), Metric.IdPrefix + "_");
}
