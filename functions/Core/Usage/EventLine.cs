using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>
/// An event as a line of JSON: how the log and its archive hold it, readable without this program. The members stand in a fixed order, so
/// that equal events have equal bytes.
/// </summary>
/// <remarks>
/// A time that the server stamped stands first, under a name of its own, and is left out of the body hash: a retry of an event without a
/// timestamp is stamped anew and is still the same event.
/// </remarks>
internal static class EventLine
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A writer for <see cref="Write(IBufferWriter{byte}, Utf8JsonWriter, UsageEvent)"/>: one serves many lines.</summary>
    internal static Utf8JsonWriter Writer(IBufferWriter<byte> output) => new(output, WriterOptions);

    /// <summary>Writes an event and a line feed.</summary>
    internal static void Write(IBufferWriter<byte> output, UsageEvent usage)
    {
        using var writer = Writer(output);
        Write(output, writer, usage);
    }

    /// <summary>Writes an event and a line feed by way of a writer that is reset to the output.</summary>
    internal static void Write(IBufferWriter<byte> output, Utf8JsonWriter writer, UsageEvent usage)
    {
        writer.Reset(output);
        writer.WriteStartObject();
        if (!usage.TimestampGiven)
        {
            ScalarJson.Write(writer, "stamped"u8, usage.OccurredAt);
        }

        writer.WriteString("key"u8, usage.Key);
        if (usage.TimestampGiven)
        {
            ScalarJson.Write(writer, "time"u8, usage.OccurredAt);
        }

        WriteText(writer, "type"u8, usage.Type);
        WriteText(writer, "source"u8, usage.Source);
        WriteRaw(writer, "data"u8, usage.Data);
        WriteMeasurements(writer, usage.Measurements);
        WriteText(writer, "entitlement"u8, usage.Hold);
        WriteRaw(writer, "metadata"u8, usage.Metadata);
        WriteText(writer, "corrects"u8, usage.Corrects?.ToString());
        WriteText(writer, "reason"u8, usage.Reason);
        if (usage.IsBackfill)
        {
            writer.WriteBoolean("backfill"u8, true);
        }

        writer.WriteEndObject();
        writer.Flush();
        output.Write("\n"u8);
    }

    /// <summary>Reads a line without its line feed; false where it is no event.</summary>
    /// <param name="line">The line; the event keeps slices of it.</param>
    /// <param name="usage">The event.</param>
    /// <param name="bodyStart">Where the part of the line begins that the body hash covers.</param>
    internal static bool TryRead(ReadOnlyMemory<byte> line, out UsageEvent? usage, out int bodyStart)
    {
        usage = null;
        bodyStart = 0;
        try
        {
            usage = Read(line, out bodyStart);
            return usage is not null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // A line that is no event must not stop the partition: the caller keeps it as a rejected event.
            return false;
        }
    }

    private static UsageEvent? Read(ReadOnlyMemory<byte> line, out int bodyStart)
    {
        bodyStart = 0;
        string? key = null, type = null, source = null, hold = null, reason = null;
        EventId? corrects = null;
        var isBackfill = false;
        Instant? time = null, stamped = null;
        ReadOnlyMemory<byte> data = default, metadata = default;
        IReadOnlyList<Measurement> measurements = [];
        var reader = new Utf8JsonReader(line.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("stamped"u8))
            {
                stamped = ScalarJson.ReadInstant(ref reader);
                bodyStart = (int)reader.BytesConsumed;
            }
            else if (reader.ValueTextEquals("key"u8))
            {
                key = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                time = ScalarJson.ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                type = ReadName(ref reader);
            }
            else if (reader.ValueTextEquals("source"u8))
            {
                source = ReadName(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                data = ReadRaw(ref reader, line);
            }
            else if (reader.ValueTextEquals("properties"u8))
            {
                measurements = ReadMeasurements(ref reader);
            }
            else if (reader.ValueTextEquals("entitlement"u8))
            {
                hold = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                metadata = ReadRaw(ref reader, line);
            }
            else if (reader.ValueTextEquals("corrects"u8))
            {
                corrects = EventId.TryParse(ReadText(ref reader), out var id) ? id : throw new FormatException("What an event corrects is an event's id.");
            }
            else if (reader.ValueTextEquals("reason"u8))
            {
                reason = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("backfill"u8))
            {
                reader.Read();
                isBackfill = reader.GetBoolean();
            }
            else
            {
                reader.Skip();
            }
        }

        return key is null || (time ?? stamped) is not { } occurredAt
            ? null
            : new UsageEvent
            {
                Key = key,
                OccurredAt = occurredAt,
                TimestampGiven = time is not null,
                Type = type,
                Source = source,
                Data = data,
                Measurements = measurements,
                Hold = hold,
                Metadata = metadata,
                Corrects = corrects,
                Reason = reason,
                IsBackfill = isBackfill,
            };
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> json)
    {
        if (!json.IsEmpty)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json.Span, skipInputValidation: true);
        }
    }

    private static void WriteMeasurements(Utf8JsonWriter writer, IReadOnlyList<Measurement> measurements)
    {
        if (measurements.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("properties"u8);
        foreach (var measurement in measurements)
        {
            writer.WriteStartObject();
            writer.WriteString("metric"u8, measurement.Metric.ToString());
            ScalarJson.Write(writer, "quantity"u8, measurement.Quantity);
            if (measurement.Price is { } price)
            {
                ScalarJson.Write(writer, "price"u8, price);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static string? ReadName(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? KnownTexts.Of(reader.ValueSpan) : reader.GetString();
    }

    private static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }

    private static List<Measurement> ReadMeasurements(ref Utf8JsonReader reader)
    {
        var measurements = new List<Measurement>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            Id<Metric> metric = default;
            decimal quantity = 0;
            decimal? price = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("metric"u8))
                {
                    metric = Id<Metric>.Parse(ReadText(ref reader) ?? "");
                }
                else if (reader.ValueTextEquals("quantity"u8))
                {
                    quantity = ScalarJson.ReadDecimal(ref reader);
                }
                else
                {
                    price = ScalarJson.ReadDecimal(ref reader);
                }
            }

            measurements.Add(new Measurement(metric, quantity, price));
        }

        return measurements;
    }
}
