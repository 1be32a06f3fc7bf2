using System.Globalization;
using System.Text;

namespace Tallystick.Cloud.Capture;

/// <summary>The service's time as Capture writes it: <c>6/25/2020 3:47:29 PM</c>, in whole seconds. ISO 8601 and the invariant form are read as well.</summary>
internal static class CaptureTime
{
    private static readonly string[] Forms = ["M/d/yyyy h:mm:ss tt", "M/d/yyyy H:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The time, UTC.</summary>
    /// <exception cref="InvalidDataException">The text is none.</exception>
    public static DateTimeOffset Read(ReadOnlySpan<byte> text) =>
        DateTimeOffset.TryParseExact(
            Encoding.UTF8.GetString(text), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new InvalidDataException($"'{Encoding.UTF8.GetString(text)}' is no time");
}
