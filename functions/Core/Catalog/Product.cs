using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A service that a merchant sells.</summary>
public sealed record Product : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "prod";

    /// <summary>The product's id.</summary>
    public required Id<Product> Id { get; init; }

    /// <summary>What the product is called.</summary>
    public required string Name { get; init; }

    /// <summary>What the product is, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The merchant's own notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }
}
