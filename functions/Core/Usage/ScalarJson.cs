using System.Text.Json;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Single values of documents without intermediate texts, in the forms of <see cref="DocumentJson"/>.</summary>
internal static class ScalarJson
{
    private const int Longest = 40;
    private static readonly DecimalJsonConverter Decimals = new();
    private static readonly InstantJsonConverter Instants = new();

    internal static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal value)
    {
        Span<byte> text = stackalloc byte[Longest];
        writer.WriteString(name, text[..DecimalJsonConverter.Format(value, text)]);
    }

    internal static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Instant value)
    {
        Span<byte> text = stackalloc byte[Longest];
        writer.WriteString(name, text[..Timestamps.Format(value, text)]);
    }

    internal static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, LogPosition value)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("log"u8, value.Log);
        writer.WriteNumber("partition"u8, value.Partition);
        writer.WriteNumber("sequence"u8, value.Sequence);
        writer.WriteNumber("index"u8, value.Index);
        writer.WriteEndObject();
    }

    /// <summary>The value behind the name that the reader stands on; so do the others.</summary>
    internal static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Decimals.Read(ref reader, typeof(decimal), DocumentJson.Options);
    }

    internal static Instant ReadInstant(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Instants.Read(ref reader, typeof(Instant), DocumentJson.Options);
    }

    internal static long ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    internal static LogPosition ReadPosition(ref Utf8JsonReader reader)
    {
        long log = 0, partition = 0, sequence = 0, index = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("log"u8))
            {
                log = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("partition"u8))
            {
                partition = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("sequence"u8))
            {
                sequence = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                index = ReadNumber(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new LogPosition((int)log, (int)partition, sequence, (int)index);
    }
}
