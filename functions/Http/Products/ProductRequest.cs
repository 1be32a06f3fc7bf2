using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Products;

/// <summary>A product to be made.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Name">What it is called, at most 200 characters. Required.</param>
/// <param name="Description">What it is, at most 2,000 characters.</param>
/// <param name="Metadata">Notes of the merchant's: at most 50.</param>
internal sealed record ProductRequest(string? MerchantId, string? Name, string? Description, IReadOnlyDictionary<string, string?>? Metadata)
    : INamesMerchant
{
    public Product ToProduct(Check check, IIdSource ids, Instant now) => new()
    {
        Id = ids.Next<Product>(),
        Name = check.Text("name", Name, 200),
        Description = check.OptionalLines("description", Description, 2000),
        Metadata = check.Metadata("metadata", Metadata),
        CreatedAt = now,
    };
}
