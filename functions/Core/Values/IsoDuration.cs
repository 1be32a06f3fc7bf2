using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Tallystick.Core.Values;

/// <summary>Reads and writes durations as ISO 8601 has them: <c>PT1H</c>, <c>P7D</c>. A day is 24 hours here; months and years have no fixed length and are refused.</summary>
public static class IsoDuration
{
    /// <summary>Reads a duration; false where the text is none, or has months or years.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Duration duration)
    {
        duration = default;
        if (text is null or { Length: > 40 } || !PeriodPattern.NormalizingIso.Parse(text).TryGetValue(NodaTime.Period.Zero, out var period)
            || period.Months != 0 || period.Years != 0)
        {
            return false;
        }

        duration = period.ToDuration();
        return true;
    }

    /// <summary>The shortest text of a duration.</summary>
    public static string Format(Duration duration) =>
        PeriodPattern.NormalizingIso.Format(NodaTime.Period.FromNanoseconds(duration.ToInt64Nanoseconds()));
}
