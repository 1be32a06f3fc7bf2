using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>Something of a merchant's service that customers may be entitled to. Never changes.</summary>
public sealed record Feature
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxKey = 64;

    /// <summary>The merchant's own name for it, unique within the tenant: words of <c>[a-z0-9]</c> with single hyphens between.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What an entitlement to it says.</summary>
    public required FeatureType Type { get; init; }

    /// <summary>What its use is measured by; null where it is not metered.</summary>
    public Id<Metric>? MetricId { get; init; }

    /// <summary>The merchant's own notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }
}
