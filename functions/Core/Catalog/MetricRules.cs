using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What makes a metric one that can be counted.</summary>
public static class MetricRules
{
    /// <summary>How many dimensions a metric may have.</summary>
    public const int MaxDimensions = 10;

    /// <summary>How many paths may be filtered by.</summary>
    public const int MaxFilters = 10;

    /// <summary>How many values a filter may allow.</summary>
    public const int MaxFilterValues = 100;

    /// <summary>The longest type of events, in characters.</summary>
    public const int MaxEventType = 128;

    /// <summary>All rules that the metric breaks, or null.</summary>
    public static Refusal? Check(Metric metric)
    {
        var errors = new List<FieldError>();
        if (metric is { EventType: not null, ValueProperty: null, Aggregation: not Aggregation.Count })
        {
            errors.Add(new FieldError("valueProperty", "Needed to find the value in an event: only COUNT does without.", "REQUIRED"));
        }

        if (metric is { EventType: null, GroupBy.Count: > 0 })
        {
            errors.Add(new FieldError("groupBy", "Only events have dimensions: give an eventType.", "EVENT_TYPE_MISSING"));
        }

        if (metric is { EventType: null, Filters.Count: > 0 })
        {
            errors.Add(new FieldError("filters", "Only events can be filtered: give an eventType.", "EVENT_TYPE_MISSING"));
        }

        if (metric.GroupBy.Count > MaxDimensions)
        {
            errors.Add(new FieldError("groupBy", $"At most {MaxDimensions} dimensions are taken.", "TOO_MANY"));
        }

        if (metric.Filters.Count > MaxFilters || metric.Filters.Values.Any(values => values.Count > MaxFilterValues))
        {
            errors.Add(new FieldError("filters", $"At most {MaxFilters} paths with 1 to {MaxFilterValues} values each are taken.", "TOO_MANY"));
        }

        if (metric.Filters.Values.Any(values => values.Count == 0))
        {
            errors.Add(new FieldError("filters", $"Each path has 1 to {MaxFilterValues} values.", "EMPTY"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }
}
