using System.Text.Unicode;

namespace Tallystick.Cloud.Cosmos;

/// <summary>UTF-8 text as a JSON string, escaped where RFC 8259 section 7 demands it and nowhere else.</summary>
/// <remarks>The encoders of the framework also escape what lies beyond the basic plane, to three times its length.</remarks>
internal static class QuotedText
{
    private const int ControlEscape = 6; // \u001f

    /// <summary>The string with its quotation marks; null where the bytes are no UTF-8, or it would be longer than a bound.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> text, long maxLength)
    {
        var length = LengthOf(text);
        if (length > maxLength || !Utf8.IsValid(text))
        {
            return null;
        }

        var quoted = new byte[length];
        quoted[0] = (byte)'"';
        quoted[^1] = (byte)'"';
        var at = 1;
        foreach (var character in text)
        {
            at += Write(character, quoted.AsSpan(at));
        }

        return quoted;
    }

    private static long LengthOf(ReadOnlySpan<byte> text)
    {
        var length = 2L;
        foreach (var character in text)
        {
            length += character switch
            {
                (byte)'"' or (byte)'\\' => 2,
                < (byte)' ' => ControlEscape,
                _ => 1,
            };
        }

        return length;
    }

    private static int Write(byte character, Span<byte> to)
    {
        switch (character)
        {
            case (byte)'"' or (byte)'\\':
                to[0] = (byte)'\\';
                to[1] = character;
                return 2;
            case < (byte)' ':
                "\\u00"u8.CopyTo(to);
                to[4] = (byte)('0' + (character >> 4));
                to[5] = "0123456789abcdef"u8[character & 15];
                return ControlEscape;
            default:
                to[0] = character;
                return 1;
        }
    }
}
