using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>A tenant's metrics, to be asked for those in force at an instant.</summary>
public sealed class MetricSet
{
    private readonly Dictionary<Id<Metric>, Metric> byId;
    private readonly Dictionary<string, Metric[]> byEventType;

    /// <summary>Makes the set.</summary>
    public MetricSet(IReadOnlyList<Metric> metrics)
    {
        byId = metrics.ToDictionary(metric => metric.Id);
        byEventType = metrics.Where(metric => metric.EventType is not null).GroupBy(metric => metric.EventType!)
            .ToDictionary(metrics => metrics.Key, metrics => metrics.ToArray());
    }

    /// <summary>The metric, or null where there was none at that instant.</summary>
    public Metric? Find(Id<Metric> id, Instant at) => byId.TryGetValue(id, out var metric) && IsInForce(metric, at) ? metric : null;

    /// <summary>The metrics that name an event type, oldest first, whether in force or not.</summary>
    public ReadOnlySpan<Metric> WithEventType(string type) => byEventType.GetValueOrDefault(type);

    /// <summary>Whether events counted for a metric at an instant.</summary>
    public static bool IsInForce(Metric metric, Instant at) => LogTime.Floor(metric.EffectiveAt) <= at;
}
