using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>That a customer may use a feature: from its making until it is ended. Nothing else of it changes.</summary>
public sealed record Entitlement : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "fent";

    /// <summary>Its id: the customer follows from it (<see cref="ChildIds"/>).</summary>
    public required Id<Entitlement> Id { get; init; }

    /// <summary>Who is entitled.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>To what.</summary>
    public required string FeatureKey { get; init; }

    /// <summary>The feature's type.</summary>
    public required FeatureType FeatureType { get; init; }

    /// <summary>The feature's metric; null where it is not metered.</summary>
    public Id<Metric>? MetricId { get; init; }

    /// <summary>How much may be used; null where the feature is not metered.</summary>
    public Quota? Quota { get; init; }

    /// <summary>How the feature is configured: a text or an object of JSON; null where the feature is not static, and once the customer is erased.</summary>
    public JsonElement? Config { get; init; }

    /// <summary>The customer's time zone, by whose calendar the quota is reset.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When it was made, by the customer's clock: it is in force from then on.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was ended, by the customer's clock; null while it was not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>True where it is in force at an instant.</summary>
    public bool IsInForce(Instant at) => CreatedAt <= at && !(EndedAt <= at);
}
