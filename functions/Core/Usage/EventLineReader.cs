using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Reads what <see cref="EventLine"/> wrote.</summary>
internal static class EventLineReader
{
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
