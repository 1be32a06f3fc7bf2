using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Tallystick.Core.Values;

/// <summary>Reads timestamps as RFC 3339 has them. One without an offset is refused: guessing a zone would move usage between bills.</summary>
public static class Timestamps
{
    /// <summary>Reads a timestamp to 100 ns; false where the text is none, or has no offset.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Instant instant)
    {
        instant = default;
        if (text is null || text.Length is < 20 or > 40 || !HasOffset(text))
        {
            return false;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            return false;
        }

        instant = Instant.FromDateTimeOffset(parsed);
        return true;
    }

    private static bool HasOffset(string text) =>
        text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' '
        && (text[^1] is 'Z' or 'z' || (text.Length > 25 - 6 && text[^6] is '+' or '-' && text[^3] == ':'));
}
