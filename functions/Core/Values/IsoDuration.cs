using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Tallystick.Core.Values;

/// <summary>Reads and writes durations as ISO 8601 has them: <c>PT1H</c>, <c>P7D</c>. A day is 24 hours here; months and years have no fixed length and are refused.</summary>
public static class IsoDuration
{
    private const decimal MaxSeconds = 100m * 366 * 24 * 3600;

    /// <summary>Reads a duration; false where the text is none, has months or years, or is longer than about 100 years.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Duration duration)
    {
        duration = default;
        if (text is null or { Length: > 40 } || !PeriodPattern.NormalizingIso.Parse(text).TryGetValue(NodaTime.Period.Zero, out var period)
            || period.Months != 0 || period.Years != 0 || Math.Abs(Seconds(period)) > MaxSeconds)
        {
            return false;
        }

        duration = period.ToDuration();
        return true;
    }

    /// <summary>The shortest text of a duration.</summary>
    public static string Format(Duration duration) =>
        PeriodPattern.NormalizingIso.Format(NodaTime.Period.FromNanoseconds(duration.ToInt64Nanoseconds()));

    private static decimal Seconds(NodaTime.Period period) =>
        (((((((period.Weeks * 7m) + period.Days) * 24) + period.Hours) * 60) + period.Minutes) * 60) + period.Seconds;
}
