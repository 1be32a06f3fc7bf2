using System.Buffers;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>What makes a feature one that customers can be entitled to.</summary>
public static class FeatureRules
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>True for a text that may be a feature's key.</summary>
    public static bool IsKey(string text) => 
        text.Length <= Feature.MaxKey && text.Split('-').All(word => word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Allowed));

    /// <summary>
    /// All rules that the feature breaks, or null. Codes: <c>INVALID_KEY</c>; <c>REQUIRED</c> for a metered one without a metric; <c>NOT_METERED</c> for any other with
    /// one; <c>NOT_ADDITIVE</c> for a metric whose quantities do not add up over time, so that nothing can be taken off a quota for them.
    /// </summary>
    /// <param name="feature">The feature.</param>
    /// <param name="metric">The metric that it names; null where it names none.</param>
    public static Refusal? Check(Feature feature, Metric? metric)
    {
        var errors = new List<FieldError>();
        if (!IsKey(feature.Key))
        {
            errors.Add(new FieldError("key", $"At most {Feature.MaxKey} of a-z and 0-9 are expected, with single hyphens between: api-calls.", "INVALID_KEY"));
        }

        if (feature is { Type: FeatureType.Metered, MetricId: null })
        {
            errors.Add(new FieldError("billableMetricId", "A metered feature needs the metric that its use is measured by.", "REQUIRED"));
        }

        if (feature is { Type: not FeatureType.Metered, MetricId: not null })
        {
            errors.Add(new FieldError("billableMetricId", "Only a metered feature has a metric.", "NOT_METERED"));
        }

        if (metric?.Aggregation.AddsUp() == false)
        {
            errors.Add(new FieldError("billableMetricId", "A metric with the aggregation SUM or COUNT is expected: no other adds up over time.", "NOT_ADDITIVE"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }
}
