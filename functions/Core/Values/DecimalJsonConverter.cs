using System.Buffers;
using System.Globalization;
using System.Text;
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

    /// <summary>Reads a decimal from UTF-8, as <see cref="TryParse(string?, out decimal)"/> does.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out decimal value)
    {
        // So short a text has no more than 28 digits.
        value = 0;
        return utf8.Length is > 0 and <= 28
            ? decimal.TryParse(utf8, Styles, CultureInfo.InvariantCulture, out value)
            : TryParse(Encoding.UTF8.GetString(utf8), out value);
    }

    /// <summary>The shortest text of a decimal: no exponent, no trailing zeros.</summary>
    public static string Format(decimal value) => Shortest(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes the shortest text of a decimal.</summary>
    /// <param name="value">The decimal.</param>
    /// <param name="utf8">Where to: 40 bytes are enough.</param>
    /// <returns>How many bytes.</returns>
    public static int Format(decimal value, Span<byte> utf8)
    {
        // Most quantities are whole and small, and a long is written several times as fast as a decimal.
        _ = value.Scale == 0 && Math.Abs(value) <= int.MaxValue
            ? ((long)value).TryFormat(utf8, out var length, default, CultureInfo.InvariantCulture)
            : Shortest(value).TryFormat(utf8, out length, default, CultureInfo.InvariantCulture);
        return length;
    }

    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var isPlain = reader.TokenType is JsonTokenType.String or JsonTokenType.Number && !reader.HasValueSequence && !reader.ValueIsEscaped;
        var text = reader.TokenType switch
        {
            _ when isPlain => null,
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSequence.ToArray()),
            _ => null,
        };
        return (isPlain ? TryParse(reader.ValueSpan, out var value) : TryParse(text, out value))
            ? value
            : throw new JsonException("A decimal number is expected, as a string or a number, with at most 28 digits and no exponent.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[40];
        writer.WriteStringValue(text[..Format(value, text)]);
    }

    // The division drops trailing zeros; a whole number has none.
    private static decimal Shortest(decimal value) => value.Scale == 0 ? value : value / 1.0000000000000000000000000000m;

    // decimal.TryParse rounds what does not fit; a rounded quantity would be a silent change of the bill.
    private static int Digits(string text) => text.AsSpan().TrimStart("+-0.").Length - (text.TrimStart('+', '-', '0').Contains('.', StringComparison.Ordinal) ? 1 : 0);
}
