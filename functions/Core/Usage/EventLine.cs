using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tallystick.Core.Usage;

/// <summary>
/// An event as a line of JSON: how the log and its archive hold it, readable without this program. The members stand in a fixed order, so
/// that equal events have equal bytes. Read by <see cref="EventLineReader"/>.
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
}
