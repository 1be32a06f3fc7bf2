using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A tenant's products.</summary>
public sealed class Products(IDocumentStore store)
{
    /// <summary>Adds a product under an id of its own.</summary>
    public async ValueTask<Product> AddAsync(Tenant tenant, Product product, CancellationToken cancellation)
    {
        await store.CommitAsync(CatalogPartition.Of(tenant), [DocumentWrite.Create(product.Id.ToString(), product.ToBody())], cancellation);
        return product;
    }

    /// <summary>A product by id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async ValueTask<Result<Product>> GetAsync(Tenant tenant, Id<Product> id, CancellationToken cancellation, string? field = null) =>
        await store.ReadAsync<Product>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("PRODUCT", id.ToString(), field);

    /// <summary>The products, newest first.</summary>
    public ValueTask<Page<Product>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Product>(DocumentRange.WithPrefix(CatalogPartition.Of(tenant), Product.IdPrefix + "_"), page, cancellation);
}
