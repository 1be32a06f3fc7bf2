using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Tallystick.Core.Values;

/// <summary>Reads timestamps as RFC 3339 has them. One without an offset is refused: guessing a zone would move usage between bills.</summary>
public static class Timestamps
{
    private static readonly Instant FirstShort = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant LastShort = Instant.FromUtc(9999, 12, 31, 23, 59);

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

    /// <summary>Reads a timestamp from UTF-8, as <see cref="TryParse(string?, out Instant)"/> does.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Instant instant) =>
        TryParseUtc(utf8, out instant) || TryParse(Encoding.UTF8.GetString(utf8), out instant);

    /// <summary>Writes an instant as RFC 3339 in UTC with as many digits as it needs.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="utf8">Where to: 40 bytes are enough.</param>
    /// <returns>How many bytes.</returns>
    public static int Format(Instant instant, Span<byte> utf8)
    {
        if (instant < FirstShort || instant > LastShort || Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks()) != instant)
        {
            return Encoding.UTF8.GetBytes(InstantPattern.ExtendedIso.Format(instant), utf8);
        }

        var (date, time) = instant.ToDateTimeUtc();
        var (year, month, day) = date;
        Write(year / 100, utf8);
        Write(year % 100, utf8[2..]);
        utf8[4] = (byte)'-';
        Write(month, utf8[5..]);
        utf8[7] = (byte)'-';
        Write(day, utf8[8..]);
        utf8[10] = (byte)'T';
        Write(time.Hour, utf8[11..]);
        utf8[13] = (byte)':';
        Write(time.Minute, utf8[14..]);
        utf8[16] = (byte)':';
        Write(time.Second, utf8[17..]);
        var length = 19;
        var fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond);
        if (fraction > 0)
        {
            utf8[length++] = (byte)'.';
            for (var unit = (int)TimeSpan.TicksPerSecond / 10; fraction > 0; unit /= 10)
            {
                utf8[length++] = (byte)('0' + (fraction / unit));
                fraction %= unit;
            }
        }

        utf8[length++] = (byte)'Z';
        return length;
    }

    // Two digits.
    private static void Write(int number, Span<byte> utf8)
    {
        utf8[0] = (byte)('0' + (number / 10));
        utf8[1] = (byte)('0' + (number % 10));
    }

    // The form that nearly all clients and the log itself write, 2026-01-31T12:00:00.123Z: ten times as fast as the general parser.
    private static bool TryParseUtc(ReadOnlySpan<byte> utf8, out Instant instant)
    {
        instant = default;
        if (utf8.Length is < 20 or > 28 || utf8[4] != '-' || utf8[7] != '-' || utf8[10] != 'T' || utf8[13] != ':' || utf8[16] != ':' || utf8[^1] != 'Z'
            || (utf8.Length > 20 && (utf8[19] != '.' || utf8.Length == 21)))
        {
            return false;
        }

        var (year, month, day) = (Digits(utf8[..4]), Digits(utf8[5..7]), Digits(utf8[8..10]));
        var (hour, minute, second) = (Digits(utf8[11..13]), Digits(utf8[14..16]), Digits(utf8[17..19]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        var ticks = 0;
        if (utf8.Length > 20)
        {
            ticks = Digits(utf8[20..^1]);
            if (ticks < 0)
            {
                return false;
            }

            for (var digits = utf8.Length - 21; digits < 7; digits++)
            {
                ticks *= 10;
            }
        }

        var time = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc);
        instant = Instant.FromUnixTimeTicks(time.Ticks + ticks - DateTime.UnixEpoch.Ticks);
        return true;
    }

    // −1 where a byte is no digit.
    private static int Digits(ReadOnlySpan<byte> utf8)
    {
        var number = 0;
        foreach (var digit in utf8)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static bool HasOffset(string text) =>
        text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' '
        && (text[^1] is 'Z' or 'z' || (text.Length > 25 - 6 && text[^6] is '+' or '-' && text[^3] == ':'));
}
