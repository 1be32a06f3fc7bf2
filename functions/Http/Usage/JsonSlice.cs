using System.Buffers;
using System.Text;
using System.Text.Json;
using Tallystick.Core.Values;

namespace Tallystick.Http.Usage;

/// <summary>A JSON value as it stands in a request's body, known to be well-formed. <c>default</c> is no value.</summary>
/// <param name="Bytes">The value: a text with its quotation marks.</param>
internal readonly record struct JsonSlice(ArraySegment<byte> Bytes)
{
    // No white space, nothing that would be escaped in JSON, and nothing that is.
    private static readonly SearchValues<byte> Visible =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Where(value => value != '\\').Select(value => (byte)value)]);

    /// <summary>True where there is none but visible characters of ASCII in it, and none of them is escaped.</summary>
    internal bool IsVisible => !Bytes.AsSpan().ContainsAnyExcept(Visible);

    /// <summary>What sort of value.</summary>
    internal JsonValueKind Kind => Bytes.Count == 0 ? JsonValueKind.Undefined : Bytes[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>The bytes of a text without its quotation marks; false where some are escaped.</summary>
    internal bool TryPlain(out ReadOnlySpan<byte> utf8)
    {
        utf8 = Bytes.AsSpan(1, Bytes.Count - 2);
        return !utf8.Contains((byte)'\\');
    }

    /// <summary>The characters of a text; false for half of a surrogate pair, which is lawful JSON and no text.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="isName">True for a text that comes again and again.</param>
    internal bool TryText(out string text, bool isName = false)
    {
        if (TryPlain(out var utf8))
        {
            text = isName ? KnownTexts.Of(utf8) : Encoding.UTF8.GetString(utf8);
            return true;
        }

        var reader = new Utf8JsonReader(Bytes.AsSpan());
        reader.Read();
        return TryText(ref reader, out text);
    }

    /// <summary>True where the text or name that a reader stands at is this one. What is no text is none.</summary>
    internal static bool IsText(ref Utf8JsonReader reader, string expected) =>
        reader.ValueIsEscaped ? TryText(ref reader, out var text) && text == expected : reader.ValueTextEquals(expected);

    /// <summary>The characters of the text or name that a reader stands at.</summary>
    internal static bool TryText(ref Utf8JsonReader reader, out string text)
    {
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
