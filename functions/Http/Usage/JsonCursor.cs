using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Http.Usage;

/// <summary>Writes JSON whose structure is fixed: the names come with their punctuation, as bytes that are copied.</summary>
/// <param name="output">Where to: large enough.</param>
internal ref struct JsonCursor(Span<byte> output)
{
    /// <summary>The most bytes that a character of a text takes: <c>\u0000</c>.</summary>
    internal const int LongestCharacter = 6;

    // The printable characters of ASCII but for the two that JSON itself uses in texts.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(value => (char)value).Except(['"', '\\'])]);

    private readonly Span<byte> output = output;

    /// <summary>How many bytes were written.</summary>
    internal int Length { get; private set; }

    /// <summary>Writes what is JSON already.</summary>
    internal void Raw(scoped ReadOnlySpan<byte> json)
    {
        json.CopyTo(output[Length..]);
        Length += json.Length;
    }

    /// <summary>Writes a text with its quotation marks.</summary>
    internal void Text(scoped ReadOnlySpan<char> text)
    {
        Raw("\""u8);
        if (text.ContainsAnyExcept(Plain))
        {
            Raw(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        }
        else
        {
            System.Text.Ascii.FromUtf16(text, output[Length..], out var written);
            Length += written;
        }

        Raw("\""u8);
    }

    /// <summary>Writes a text, or null.</summary>
    internal void TextOrNull(string? text)
    {
        if (text is null)
        {
            Raw("null"u8);
        }
        else
        {
            Text(text);
        }
    }

    /// <summary>Writes an instant as RFC 3339.</summary>
    internal void Time(Instant instant)
    {
        Raw("\""u8);
        Length += Timestamps.Format(instant, output[Length..]);
        Raw("\""u8);
    }
}
