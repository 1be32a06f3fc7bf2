using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Features;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Features;

/// <summary>Something that customers may be entitled to.</summary>
/// <param name="Key">The merchant's own name for it.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Type">What an entitlement to it says.</param>
/// <param name="BillableMetricId">What its use is measured by; null where it is not metered.</param>
/// <param name="Metadata">Notes of the merchant's.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record FeatureResponse(
    string Key,
    Id<Merchant> MerchantId,
    string Name,
    FeatureType Type,
    Id<Metric>? BillableMetricId,
    IReadOnlyDictionary<string, string> Metadata,
    Instant CreatedAt)
{
    public string Object => "feature";

    public static Func<Feature, FeatureResponse> For(Tenant tenant) => feature =>
        new(feature.Key, tenant.Merchant, feature.Name, feature.Type, feature.MetricId, feature.Metadata, feature.CreatedAt);
}
