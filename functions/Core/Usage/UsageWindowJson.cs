using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>How windows stand in documents; by hand for the reason that <see cref="AggregateJson"/> gives.</summary>
internal sealed class UsageWindowJson : JsonConverter<UsageWindow>
{
    private static readonly AggregateJson Aggregates = new();

    /// <inheritdoc/>
    public override UsageWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Instant? hour = null;
        Instant first = default, last = default;
        LogPosition watermark = default;
        long firstSequence = 0, events = 0, corrections = 0;
        var correctsEarlierLog = false;
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, Aggregate>>? metrics = null;
        IReadOnlyDictionary<string, IReadOnlyList<DryRun>> dry = ReadOnlyDictionary<string, IReadOnlyList<DryRun>>.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("hour"u8))
            {
                hour = ScalarJson.ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("watermark"u8))
            {
                watermark = ScalarJson.ReadPosition(ref reader);
            }
            else if (reader.ValueTextEquals("firstSequence"u8))
            {
                firstSequence = ScalarJson.ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("events"u8))
            {
                events = ScalarJson.ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("firstOccurredAt"u8))
            {
                first = ScalarJson.ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("lastOccurredAt"u8))
            {
                last = ScalarJson.ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("metrics"u8))
            {
                metrics = ReadMetrics(ref reader, options);
            }
            else if (reader.ValueTextEquals("corrections"u8))
            {
                corrections = ScalarJson.ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("correctsEarlierLog"u8))
            {
                reader.Read();
                correctsEarlierLog = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("dry"u8))
            {
                dry = DryRunJson.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new UsageWindow
        {
            Hour = hour ?? throw new JsonException("A window has an hour."),
            Watermark = watermark,
            FirstSequence = firstSequence,
            Events = events,
            FirstOccurredAt = first,
            LastOccurredAt = last,
            Metrics = metrics ?? throw new JsonException("A window has metrics."),
            Corrections = corrections,
            CorrectsEarlierLog = correctsEarlierLog,
            Dry = dry,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, UsageWindow value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        ScalarJson.Write(writer, "hour"u8, value.Hour);
        ScalarJson.Write(writer, "watermark"u8, value.Watermark);
        writer.WriteNumber("firstSequence"u8, value.FirstSequence);
        writer.WriteNumber("events"u8, value.Events);
        ScalarJson.Write(writer, "firstOccurredAt"u8, value.FirstOccurredAt);
        ScalarJson.Write(writer, "lastOccurredAt"u8, value.LastOccurredAt);
        writer.WriteStartObject("metrics"u8);
        foreach (var (metric, groups) in value.Metrics)
        {
            writer.WriteStartObject(metric);
            foreach (var (group, aggregate) in groups)
            {
                writer.WritePropertyName(group);
                AggregateJson.Write(writer, aggregate);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (value.Corrections > 0)
        {
            writer.WriteNumber("corrections"u8, value.Corrections);
            writer.WriteBoolean("correctsEarlierLog"u8, value.CorrectsEarlierLog);
        }

        if (value.Dry.Count > 0)
        {
            DryRunJson.Write(writer, value.Dry);
        }

        writer.WriteEndObject();
    }

    private static Dictionary<string, IReadOnlyDictionary<string, Aggregate>> ReadMetrics(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var metrics = new Dictionary<string, IReadOnlyDictionary<string, Aggregate>>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var groups = new Dictionary<string, Aggregate>();
            metrics[reader.ValueIsEscaped ? reader.GetString()! : KnownTexts.Of(reader.ValueSpan)] = groups;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var group = reader.GetString()!;
                reader.Read();
                groups[group] = Aggregates.Read(ref reader, typeof(Aggregate), options);
            }
        }

        return metrics;
    }
}
