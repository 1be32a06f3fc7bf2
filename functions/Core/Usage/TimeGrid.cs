using NodaTime;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Parts a period at the borders of minutes, hours, or a time zone's days and months.</summary>
public static class TimeGrid
{
    /// <summary>The most parts that are made.</summary>
    public const int MaxParts = 10_000;

    /// <summary>The parts in order: they tile the period; the first and the last may be short.</summary>
    /// <param name="period">What to part; not empty.</param>
    /// <param name="size">How finely.</param>
    /// <param name="zone">Where days and months begin.</param>
    /// <returns>The parts, or a refusal where there would be more than <see cref="MaxParts"/>.</returns>
    public static Result<IReadOnlyList<Period>> Part(Period period, WindowSize size, DateTimeZone zone)
    {
        var parts = new List<Period>();
        var start = period.Start;
        while (start < period.End)
        {
            if (parts.Count == MaxParts)
            {
                return Refusal.Invalid("windowSize", $"There would be more than {MaxParts} windows.", "TOO_MANY_WINDOWS");
            }

            var end = Instant.Min(NextBorder(start, size, zone) ?? period.End, period.End);
            parts.Add(new Period(start, end));
            start = end;
        }

        return parts;
    }

    private static Instant? NextBorder(Instant instant, WindowSize size, DateTimeZone zone) => size switch
    {
        WindowSize.Minute => NextMultiple(instant, 60),
        WindowSize.Hour => NextMultiple(instant, 3600),
        WindowSize.Day => StartOfDay(instant.InZone(zone).Date.PlusDays(1), zone),
        WindowSize.Month => StartOfDay(instant.InZone(zone).Date.With(DateAdjusters.StartOfMonth).PlusMonths(1), zone),
        _ => null,
    };

    private static Instant NextMultiple(Instant instant, long seconds) =>
        Instant.FromUnixTimeSeconds((Math.DivRem(instant.ToUnixTimeSeconds(), seconds).Quotient + 1) * seconds);

    private static Instant StartOfDay(LocalDate date, DateTimeZone zone) => zone.AtStartOfDay(date).ToInstant();
}
