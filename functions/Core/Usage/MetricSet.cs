using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>A tenant's metrics, to be asked for those in force at an instant.</summary>
public sealed class MetricSet
{
    private readonly Dictionary<Id<Metric>, Metric> byId;
    private readonly ILookup<string, Metric> byEventType;

    /// <summary>Makes the set.</summary>
    public MetricSet(IReadOnlyList<Metric> metrics)
    {
        byId = metrics.ToDictionary(metric => metric.Id);
        byEventType = metrics.Where(metric => metric.EventType is not null).ToLookup(metric => metric.EventType!);
    }

    /// <summary>The metric, or null where there was none at that instant.</summary>
    public Metric? Find(Id<Metric> id, Instant at) => byId.TryGetValue(id, out var metric) && IsInForce(metric, at) ? metric : null;

    /// <summary>The metrics that events of a type counted for at that instant, oldest first.</summary>
    public IEnumerable<Metric> WithEventType(string type, Instant at) => byEventType[type].Where(metric => IsInForce(metric, at));

    private static bool IsInForce(Metric metric, Instant at) => LogTime.Floor(metric.EffectiveAt) <= at;
}
