using System.Text;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Reads an event by the metrics in force: what it measures, or why it is rejected. Pure.</summary>
public static class Readings
{

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
        var group = GroupOf(metric, usage.Metadata.IsEmpty ? "{}"u8 : usage.Metadata.Span);
        return metric.Aggregation == Aggregation.UniqueCount
            ? new Reading(metric, group, 0, DecimalJsonConverter.Format(measurement.Quantity), measurement.Price)
            : new Reading(metric, group, measurement.Quantity, null, measurement.Price);
    }

    private static Rejection? OfType(UsageEvent usage, Instant enqueuedAt, MetricSet metrics, List<Reading> readings)
    {
        var known = false;
        var data = usage.Data.IsEmpty ? "{}"u8 : usage.Data.Span;
        foreach (var metric in metrics.WithEventType(usage.Type!))
        {
            if (!MetricSet.IsInForce(metric, enqueuedAt))
            {
                continue;
            }

            known = true;
            if (!Passes(metric, data))
            {
                continue;
            }

            if (OfData(metric, data, out var reading) is { } rejection)
            {
                return rejection;
            }

            readings.Add(reading!);
        }

        return known ? null : new Rejection("UNKNOWN_EVENT_TYPE", $"No billable metric had the event type '{usage.Type}' when the event came in.");
    }

    private static Rejection? OfData(Metric metric, ReadOnlySpan<byte> data, out Reading? reading)
    {
        reading = null;
        var group = GroupOf(metric, data);
        if (metric.ValueProperty is null)
        {
            reading = new Reading(metric, group, 1);
            return null;
        }

        var element = new Utf8JsonReader(data);
        if (!metric.ValueProperty.TryFind(ref element))
        {
            return new Rejection("VALUE_MISSING", $"The data has no {metric.ValueProperty}, which metric '{metric.Name}' ({metric.Id}) reads.");
        }

        if (metric.Aggregation == Aggregation.UniqueCount)
        {
            reading = new Reading(metric, group, 0, Text(ref element, data));
            return null;
        }

        if (!TryNumber(ref element, out var value))
        {
            return new Rejection("VALUE_INVALID", $"{metric.ValueProperty} is no decimal within bounds, which metric '{metric.Name}' ({metric.Id}) needs.");
        }

        if (value < 0 && metric.Aggregation.AddsUp())
        {
            return new Rejection("VALUE_NEGATIVE", $"{metric.ValueProperty} is negative; metric '{metric.Name}' ({metric.Id}) adds up only what was used.");
        }

        reading = new Reading(metric, group, value);
        return null;
    }

    private static bool Passes(Metric metric, ReadOnlySpan<byte> data)
    {
        foreach (var (text, allowed) in metric.Filters)
        {
            var value = new Utf8JsonReader(data);
            if (!PropertyPath.TryParse(text, out var path) || !path.TryFind(ref value) || !allowed.Contains(Text(ref value, data)))
            {
                return false;
            }
        }

        return true;
    }

    private static GroupKey GroupOf(Metric metric, ReadOnlySpan<byte> data)
    {
        if (metric.GroupBy.Count == 0)
        {
            return default;
        }

        var values = new List<string>(metric.GroupBy.Count);
        foreach (var (_, path) in metric.GroupBy.OrderBy(dimension => dimension.Key, StringComparer.Ordinal))
        {
            var value = new Utf8JsonReader(data);
            values.Add(path.TryFind(ref value) && value.TokenType != JsonTokenType.Null ? Cut(Text(ref value, data)) : "");
        }

        return GroupKey.Of(values);
    }

    private static bool TryNumber(ref Utf8JsonReader element, out decimal value)
    {
        value = 0;
        return element.TokenType is JsonTokenType.Number or JsonTokenType.String
            && (element.ValueIsEscaped ? DecimalJsonConverter.TryParse(element.GetString(), out value) : DecimalJsonConverter.TryParse(element.ValueSpan, out value))
            && Exact.Fits(value);
    }

    /// <summary>A text as it is, and any other value as it is written.</summary>
    private static string Text(ref Utf8JsonReader element, ReadOnlySpan<byte> data)
    {
        if (element.TokenType == JsonTokenType.String)
        {
            return element.GetString()!;
        }

        var start = (int)element.TokenStartIndex;
        element.Skip();
        return Encoding.UTF8.GetString(data[start..(int)element.BytesConsumed]);
    }

    private static string Cut(string value) => value.Length <= GroupKey.MaxValueLength ? value : value[..GroupKey.MaxValueLength];
}
