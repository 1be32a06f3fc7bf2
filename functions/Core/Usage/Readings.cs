using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Reads an event by the metrics in force: what it measures, or why it is rejected. Pure.</summary>
public static class Readings
{
    private static readonly byte[] Nothing = [.. "{}"u8];

    /// <summary>What the event measures; a rejection where a metric in force cannot read it.</summary>
    /// <param name="usage">The event.</param>
    /// <param name="enqueuedAt">When the log took it: a metric applies from its <see cref="Metric.EffectiveAt"/> on.</param>
    /// <param name="metrics">The tenant's metrics.</param>
    /// <param name="readings">What it measures; empty where every metric's filters pass it over.</param>
    /// <returns>Null, or the rejection.</returns>
    public static Rejection? Of(UsageEvent usage, Instant enqueuedAt, MetricSet metrics, out IReadOnlyList<Reading> readings)
    {
        var found = new List<Reading>(Math.Max(1, usage.Measurements.Count));
        readings = found;
        foreach (var measurement in usage.Measurements)
        {
            if (metrics.Find(measurement.Metric, enqueuedAt) is not { } metric)
            {
                return new Rejection("UNKNOWN_METRIC", $"There was no billable metric '{measurement.Metric}' when the event came in.");
            }

            found.Add(OfMeasurement(metric, measurement, usage));
        }

        return usage.Type is null ? null : OfType(usage, enqueuedAt, metrics, found);
    }

    private static Reading OfMeasurement(Metric metric, Measurement measurement, UsageEvent usage)
    {
        var group = GroupOf(metric, usage.Metadata);
        return metric.Aggregation == Aggregation.UniqueCount
            ? new Reading(metric, group, 0, DecimalJsonConverter.Format(measurement.Quantity), measurement.Price)
            : new Reading(metric, group, measurement.Quantity, null, measurement.Price);
    }

    private static Rejection? OfType(UsageEvent usage, Instant enqueuedAt, MetricSet metrics, List<Reading> readings)
    {
        var known = false;
        using var data = Parse(usage.Data);
        foreach (var metric in metrics.WithEventType(usage.Type!))
        {
            if (!MetricSet.IsInForce(metric, enqueuedAt))
            {
                continue;
            }

            known = true;
            if (!Passes(metric, data.RootElement))
            {
                continue;
            }

            if (OfData(metric, data.RootElement, out var reading) is { } rejection)
            {
                return rejection;
            }

            readings.Add(reading!);
        }

        return known ? null : new Rejection("UNKNOWN_EVENT_TYPE", $"No billable metric had the event type '{usage.Type}' when the event came in.");
    }

    private static Rejection? OfData(Metric metric, JsonElement data, out Reading? reading)
    {
        reading = null;
        var group = GroupOf(metric, data);
        if (metric.ValueProperty is null)
        {
            reading = new Reading(metric, group, 1);
            return null;
        }

        if (!metric.ValueProperty.TryFind(data, out var element))
        {
            return new Rejection("VALUE_MISSING", $"The data has no {metric.ValueProperty}, which metric '{metric.Name}' ({metric.Id}) reads.");
        }

        if (metric.Aggregation == Aggregation.UniqueCount)
        {
            reading = new Reading(metric, group, 0, Text(element));
            return null;
        }

        if (!TryNumber(element, out var value))
        {
            return new Rejection("VALUE_INVALID", $"{metric.ValueProperty} is no decimal within bounds, which metric '{metric.Name}' ({metric.Id}) needs.");
        }

        if (value < 0 && metric.Aggregation is Aggregation.Sum or Aggregation.Count)
        {
            return new Rejection("VALUE_NEGATIVE", $"{metric.ValueProperty} is negative; metric '{metric.Name}' ({metric.Id}) adds up only what was used.");
        }

        reading = new Reading(metric, group, value);
        return null;
    }

    private static bool Passes(Metric metric, JsonElement data) =>
        metric.Filters.Count == 0 || PassesAll(metric, data);

    private static bool PassesAll(Metric metric, JsonElement data) =>
        metric.Filters.All(filter =>
            PropertyPath.TryParse(filter.Key, out var path) && path.TryFind(data, out var value) && filter.Value.Contains(Text(value)));

    private static GroupKey GroupOf(Metric metric, JsonElement data) =>
        metric.GroupBy.Count == 0 ? default : GroupKey.Of(Dimensions(metric, data));

    private static IEnumerable<string> Dimensions(Metric metric, JsonElement data) =>
        metric.GroupBy.OrderBy(dimension => dimension.Key, StringComparer.Ordinal)
            .Select(dimension => dimension.Value.TryFind(data, out var value) && value.ValueKind != JsonValueKind.Null ? Cut(Text(value)) : "");

    private static GroupKey GroupOf(Metric metric, ReadOnlyMemory<byte> json)
    {
        if (metric.GroupBy.Count == 0)
        {
            return default;
        }

        using var data = Parse(json);
        return GroupOf(metric, data.RootElement);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json.IsEmpty ? Nothing : json);

    private static bool TryNumber(JsonElement element, out decimal value)
    {
        value = 0;
        return element.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && DecimalJsonConverter.TryParse(Text(element), out value)
            && Exact.Fits(value);
    }

    private static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private static string Cut(string value) => value.Length <= GroupKey.MaxValueLength ? value : value[..GroupKey.MaxValueLength];
}
