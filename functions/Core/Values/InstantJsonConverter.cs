using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Tallystick.Core.Values;

/// <summary>Writes an instant as RFC 3339 in UTC with as many digits as it needs; reads any offset, to 100 ns.</summary>
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped
            ? Timestamps.TryParse(reader.ValueSpan, out var instant)
            : Timestamps.TryParse(reader.GetString(), out instant))
            ? instant
            : throw new JsonException("A timestamp of RFC 3339 with an offset is expected, for example 2026-01-31T12:00:00Z.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[40];
        writer.WriteStringValue(text[..Timestamps.Format(value, text)]);
    }
}
