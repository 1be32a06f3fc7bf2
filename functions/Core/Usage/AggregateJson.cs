using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>
/// How aggregates stand in documents. By hand: windows are read and written at every commit of metering, and reflection over a window's
/// many small values costs several times as much.
/// </summary>
internal sealed class AggregateJson : JsonConverter<Aggregate>
{
    /// <inheritdoc/>
    public override Aggregate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        long events = 0;
        decimal value = 0, paid = 0, owed = 0;
        ExactAmount cost = default;
        Instant? at = null;
        LogPosition? position = null;
        ImmutableSortedSet<string>? distinct = null;
        MultisetHash hash = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("n"u8))
            {
                events = ScalarJson.ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("v"u8))
            {
                value = ScalarJson.ReadDecimal(ref reader);
            }
            else if (reader.ValueTextEquals("cost"u8))
            {
                reader.Read();
                cost = ExactAmount.Parse(reader.GetString()!);
            }
            else if (reader.ValueTextEquals("paid"u8))
            {
                paid = ScalarJson.ReadDecimal(ref reader);
            }
            else if (reader.ValueTextEquals("owed"u8))
            {
                owed = ScalarJson.ReadDecimal(ref reader);
            }
            else if (reader.ValueTextEquals("at"u8))
            {
                at = ScalarJson.ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("pos"u8))
            {
                position = ScalarJson.ReadPosition(ref reader);
            }
            else if (reader.ValueTextEquals("hash"u8))
            {
                reader.Read();
                hash = MultisetHash.Read(reader.GetBytesFromBase64());
            }
            else if (reader.ValueTextEquals("set"u8))
            {
                reader.Read();
                distinct = ImmutableSortedSet.Create(StringComparer.Ordinal, JsonSerializer.Deserialize<string[]>(ref reader, options)!);
            }
            else
            {
                reader.Skip();
            }
        }

        return new Aggregate
        {
            Events = events,
            Value = value,
            Latest = at is { } instant && position is { } place ? new LatestMark(instant, place) : null,
            Distinct = distinct,
            Cost = cost,
            Paid = paid,
            Owed = owed,
            Hash = hash,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Aggregate value, JsonSerializerOptions options) => Write(writer, value);

    internal static void Write(Utf8JsonWriter writer, Aggregate value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n"u8, value.Events);
        ScalarJson.Write(writer, "v"u8, value.Value);
        if (value.Latest is { } latest)
        {
            ScalarJson.Write(writer, "at"u8, latest.At);
            ScalarJson.Write(writer, "pos"u8, latest.Position);
        }

        if (value.Distinct is { } distinct)
        {
            writer.WriteStartArray("set"u8);
            foreach (var member in distinct)
            {
                writer.WriteStringValue(member);
            }

            writer.WriteEndArray();
        }

        if (!value.Cost.IsZero)
        {
            writer.WriteString("cost"u8, value.Cost.ToString());
        }

        WriteUnlessZero(writer, "paid"u8, value.Paid);
        WriteUnlessZero(writer, "owed"u8, value.Owed);
        Span<byte> hash = stackalloc byte[MultisetHash.Size];
        value.Hash.Write(hash);
        writer.WriteBase64String("hash"u8, hash);
        writer.WriteEndObject();
    }

    private static void WriteUnlessZero(Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal value)
    {
        if (value != 0)
        {
            ScalarJson.Write(writer, name, value);
        }
    }
}
