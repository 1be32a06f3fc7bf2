using NodaTime;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>The days of the demo on which something is due: periods end, companies come, invoices are paid.</summary>
public static class YearCalendar
{
    /// <summary>How many months are played; the last one is open.</summary>
    public const int Months = 13;

    /// <summary>In place of a day of the month: that of the day on which the demo is played, so that invoices are issued on it.</summary>
    public const int Today = 0;

    private static readonly int[] Days = [1, 6, 11, 16, 21, 26];

    // Before it no period ends that ends with the day, in the zones of the companies; behind it all have ended, and their hours of grace too.
    private static readonly LocalTime Evening = new(21, 0);
    private static readonly LocalTime Morning = new(6, 30);

    /// <summary>The first day of a month of the demo, from 0.</summary>
    public static LocalDate FirstOf(int month, Instant now)
    {
        var today = now.InUtc().Date;
        return new LocalDate(today.Year, today.Month, 1).PlusMonths(month - (Months - 1));
    }

    /// <summary>The latest first day of a month whose invoices are out.</summary>
    public static LocalDate LatestFirst(Instant now)
    {
        var first = FirstOf(Months - 1, now);
        return At(first.PlusDays(-1), Evening) < now ? first : first.PlusMonths(-1);
    }

    /// <summary>The day on which a company comes. Those of the last month came so many days ago.</summary>
    public static LocalDate JoinedOn(YearCompany company, Instant now) =>
        company.IsNew ? now.InUtc().Date.PlusDays(-company.Day) : DayIn(FirstOf(company.Joined, now), company.Day, now);

    /// <summary>The steps in which time passes, in order: to the evening before the day, then to its morning. The last morning may be now.</summary>
    public static IReadOnlyList<YearStep> Steps(Instant now)
    {
        // And the first days of the next month: in the zones of some companies it begins before now.
        var days = Enumerable.Range(0, Months + 1)
            .SelectMany(month => Days.Append(Today).Select(day => DayIn(FirstOf(month, now), day, now)))
            .Distinct().Order();
        return
        [
            .. days.Select(day => new YearStep(day, At(day.PlusDays(-1), Evening), At(day, Morning)))
                .Where(step => step.Evening < now).Select(step => step with { Morning = Instant.Min(step.Morning, now) }),
        ];
    }

    private static LocalDate DayIn(LocalDate month, int day, Instant now) =>
        month.PlusDays(Math.Min(day == Today ? now.InUtc().Day : day, month.Calendar.GetDaysInMonth(month.Year, month.Month)) - 1);

    private static Instant At(LocalDate day, LocalTime time) => (day + time).InUtc().ToInstant();
}
