using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What is measured: which events count, and how they become a quantity. Never changes; another definition is another metric.</summary>
public sealed record Metric : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "bm";

    /// <summary>The metric's id.</summary>
    public required Id<Metric> Id { get; init; }

    /// <summary>The product that it belongs to; null for one that any product's price may use.</summary>
    public Id<Product>? ProductId { get; init; }

    /// <summary>What invoices call it.</summary>
    public required string Name { get; init; }

    /// <summary>What one of it is, for people: <c>submission</c>, <c>second</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>How values become a quantity.</summary>
    public required Aggregation Aggregation { get; init; }

    /// <summary>The type of the events that count; null for a metric that only reported quantities count for.</summary>
    public string? EventType { get; init; }

    /// <summary>Where the value stands in an event's data; null for COUNT, which needs none.</summary>
    public PropertyPath? ValueProperty { get; init; }

    /// <summary>Dimensions by name, and where their values stand in an event's data. A missing value groups as the empty text.</summary>
    public IReadOnlyDictionary<string, PropertyPath> GroupBy { get; init; } = new Dictionary<string, PropertyPath>();

    /// <summary>Which events count: for each path the values that are allowed. Written with paths as keys.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>From when on it is in force: it applies to events that the log took at or after this instant.</summary>
    public required Instant EffectiveAt { get; init; }
}
