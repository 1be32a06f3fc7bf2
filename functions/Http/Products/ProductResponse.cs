using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Products;

/// <summary>A service that the merchant sells.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is.</param>
/// <param name="Metadata">Notes of the merchant's.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record ProductResponse(
    Id<Product> Id, Id<Merchant> MerchantId, string Name, string? Description, IReadOnlyDictionary<string, string> Metadata, Instant CreatedAt)
{
    public string Object => "product";

    public static Func<Product, ProductResponse> For(Tenant tenant) => product =>
        new(product.Id, tenant.Merchant, product.Name, product.Description, product.Metadata, product.CreatedAt);
}
