using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>How windows stand in documents; by hand for the reason that <see cref="AggregateJson"/> gives.</summary>
internal sealed class UsageWindowJson : JsonConverter<UsageWindow>
{
    private static readonly AggregateJson Aggregates = new();

    /// <inheritdoc/>
    public override UsageWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, options, only: null);

    /// <summary>Reads a window from its document.</summary>
    /// <param name="json">The document's bytes.</param>
    /// <param name="only">The metric whose folds are read; those of the others are passed over.</param>
    internal static UsageWindow Read(ReadOnlySpan<byte> json, string only)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read(ref reader, DocumentJson.Options, only);
    }

    private static UsageWindow Read(ref Utf8JsonReader reader, JsonSerializerOptions options, string? only)
    {
        Instant? hour = null;
        Instant first = default, last = default;
        LogPosition watermark = default;
        long firstSequence = 0, events = 0, corrections = 0, spills = 0;
        var correctsEarlierLog = false;
        WindowFolds? folds = null;
        IReadOnlyDictionary<string, IReadOnlyList<DryRun>> dry = ReadOnlyDictionary<string, IReadOnlyList<DryRun>>.Empty;
        IReadOnlyDictionary<string, IReadOnlyList<TallyRun>> tallied = ReadOnlyDictionary<string, IReadOnlyList<TallyRun>>.Empty;
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
                folds = ReadFolds(ref reader, options, only);
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
            else if (reader.ValueTextEquals("spills"u8))
            {
                spills = ScalarJson.ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("dry"u8))
            {
                dry = DryRunJson.Read(ref reader);
            }
            else if (reader.ValueTextEquals("tallied"u8))
            {
                reader.Read();
                tallied = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<TallyRun>>>(ref reader, options)!;
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
            Folds = folds ?? throw new JsonException("A window has metrics."),
            Corrections = corrections,
            CorrectsEarlierLog = correctsEarlierLog,
            Spills = (int)spills,
            Dry = dry,
            Tallied = tallied,
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
        string? metric = null;
        foreach (ref readonly var fold in value.Folds.AsSpan())
        {
            if (fold.Metric != metric)
            {
                if (metric is not null)
                {
                    writer.WriteEndObject();
                }

                metric = fold.Metric;
                writer.WriteStartObject(metric);
            }

            writer.WritePropertyName(fold.Group);
            AggregateJson.Write(writer, fold.Aggregate);
        }

        if (metric is not null)
        {
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (value.Corrections > 0)
        {
            writer.WriteNumber("corrections"u8, value.Corrections);
            writer.WriteBoolean("correctsEarlierLog"u8, value.CorrectsEarlierLog);
        }

        if (value.Spills > 0)
        {
            writer.WriteNumber("spills"u8, value.Spills);
        }

        if (value.Dry.Count > 0)
        {
            DryRunJson.Write(writer, value.Dry);
        }

        if (value.Tallied.Count > 0)
        {
            writer.WritePropertyName("tallied"u8);
            JsonSerializer.Serialize(writer, value.Tallied, options);
        }

        writer.WriteEndObject();
    }

    private static WindowFolds ReadFolds(ref Utf8JsonReader reader, JsonSerializerOptions options, string? only)
    {
        var folds = new List<WindowFold>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (only is not null && !reader.ValueTextEquals(only))
            {
                reader.Skip();
                continue;
            }

            var metric = reader.ValueIsEscaped ? reader.GetString()! : KnownTexts.Of(reader.ValueSpan);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var group = reader.GetString()!;
                reader.Read();
                folds.Add(new WindowFold(metric, group, Aggregates.Read(ref reader, typeof(Aggregate), options)));
            }
        }

        return WindowFolds.Of(folds);
    }
}
