using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Features;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Features;

/// <summary>A feature to be made.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Key">The merchant's own name for it: a-z and 0-9 with single hyphens between, at most 64 characters. Required.</param>
/// <param name="Name">What people call it, at most 200 characters. Required.</param>
/// <param name="Type">metered, static or boolean. Required.</param>
/// <param name="BillableMetricId">What the use of a metered feature is measured by: a metric with the aggregation SUM or COUNT.</param>
/// <param name="Metadata">Notes of the merchant's: at most 50.</param>
internal sealed record FeatureRequest(
    string? MerchantId, string? Key, string? Name, string? Type, string? BillableMetricId, IReadOnlyDictionary<string, string?>? Metadata) : INamesMerchant
{
    /// <summary>Taken for clients of other systems, and not kept.</summary>
    public JsonElement? ProductId { get; init; }

    public Feature ToFeature(Check check, Instant now) => new()
    {
        Key = check.Lines("key", Key, Feature.MaxKey), // which characters it has is a rule of the feature's
        Name = check.Text("name", Name, 200),
        Type = check.OneOf(
            "type",
            check.Required("type", Type),
            FeatureType.Boolean,
            ("metered", FeatureType.Metered),
            ("static", FeatureType.Static),
            ("boolean", FeatureType.Boolean)),
        MetricId = check.OptionalId<Metric>("billableMetricId", BillableMetricId),
        Metadata = check.Metadata("metadata", Metadata),
        CreatedAt = now,
    };
}
