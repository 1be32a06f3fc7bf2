using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Metrics;

/// <summary>What is measured.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="ProductId">The product that it belongs to; null for none.</param>
/// <param name="Name">What invoices call it.</param>
/// <param name="Unit">What one of it is.</param>
/// <param name="Aggregation">How values become a quantity.</param>
/// <param name="EventType">The type of the events that count.</param>
/// <param name="ValueProperty">Where the value stands in an event's data.</param>
/// <param name="GroupBy">Dimensions, and where their values stand.</param>
/// <param name="Filters">Which events count.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EffectiveAt">From when on it is in force.</param>
internal sealed record MetricResponse(
    Id<Metric> Id,
    Id<Merchant> MerchantId,
    Id<Product>? ProductId,
    string Name,
    string Unit,
    Aggregation Aggregation,
    string? EventType,
    PropertyPath? ValueProperty,
    IReadOnlyDictionary<string, PropertyPath> GroupBy,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Filters,
    Instant CreatedAt,
    Instant EffectiveAt)
{
    public string Object => "billableMetric";

    public static Func<Metric, MetricResponse> For(Tenant tenant) => metric => new(
        metric.Id,
        tenant.Merchant,
        metric.ProductId,
        metric.Name,
        metric.Unit,
        metric.Aggregation,
        metric.EventType,
        metric.ValueProperty,
        metric.GroupBy,
        metric.Filters,
        metric.CreatedAt,
        metric.EffectiveAt);
}
