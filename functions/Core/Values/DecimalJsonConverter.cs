using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Values;

/// <summary>Writes a decimal as a JSON string without trailing zeros; reads a string or a number, never by way of a binary fraction.</summary>
public sealed class DecimalJsonConverter : JsonConverter<decimal>
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Reads a decimal with every digit kept; false where the text is none or has more digits than fit.</summary>
    public static bool TryParse(string? text, out decimal value)
    {
        value = 0;
        return text is { Length: > 0 and <= 40 }
            && decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)
            && Digits(text) <= 28;
    }

    /// <summary>The shortest text of a decimal: no exponent, no trailing zeros.</summary>
    public static string Format(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
            _ => null,
        };
        return TryParse(text, out var value)
            ? value
            : throw new JsonException("A decimal number is expected, as a string or a number, with at most 28 digits and no exponent.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[40];
        Utf8Formatter.TryFormat(value / 1.0000000000000000000000000000m, text, out var length);
        writer.WriteStringValue(text[..length]);
    }

    // decimal.TryParse rounds what does not fit; a rounded quantity would be a silent change of the bill.
    private static int Digits(string text) => text.AsSpan().TrimStart("+-0.").Length - (text.TrimStart('+', '-', '0').Contains('.', StringComparison.Ordinal) ? 1 : 0);
}
