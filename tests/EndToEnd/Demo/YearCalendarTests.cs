using NodaTime;
using NodaTime.Text;
using Tallystick.DevHost.Demo.Year;

namespace Tallystick.Tests.EndToEnd.Demo;

public sealed class YearCalendarTests
{
    /// <summary>Ordinary days, ends of months, leap days, hours at which it is another day elsewhere.</summary>
    public static TheoryData<string> Times =>
        ["2026-11-22T09:21:00Z", "2026-11-01T00:00:00Z", "2026-11-01T03:00:00Z", "2026-06-30T23:30:00Z", "2028-02-29T12:00:00Z", "2026-03-31T21:30:00Z", "2027-01-01T00:30:00Z"];

    [Theory]
    [MemberData(nameof(Times))]
    public void Time_only_goes_forward_and_ends_now(string text)
    {
        var now = At(text);
        var times = YearCalendar.Steps(now).SelectMany(step => new[] { step.Evening, step.Morning }).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(times.Distinct().Count(), times.Count);
        Assert.True(times[^1] <= now);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void Every_company_comes_on_a_day_on_which_something_is_done(string text)
    {
        var now = At(text);
        var days = YearCalendar.Steps(now).Select(step => step.Day).ToHashSet();
        Assert.All(YearCompanies.All.Where(company => !company.IsNew), company => Assert.Contains(YearCalendar.JoinedOn(company, now), days));
        Assert.Contains(YearCalendar.LatestFirst(now), days);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void No_period_is_closed_before_what_was_used_in_it_is_reported(string text)
    {
        var now = At(text);
        foreach (var company in YearCompanies.All.Where(company => !company.IsNew))
        {
            var zone = DateTimeZoneProviders.Tzdb[company.TimeZone];
            foreach (var step in YearCalendar.Steps(now))
            {
                var dueAt = step.Day.AtStartOfDayInZone(zone).ToInstant() + Duration.FromHours(1);
                Assert.True(step.Evening < dueAt, $"{company.Name} on {step.Day}");
            }
        }
    }

    [Fact]
    public void Thirteen_months_are_played_and_the_last_one_is_open() =>
        Assert.Equal(new LocalDate(2025, 11, 1), YearCalendar.FirstOf(0, At("2026-11-22T09:21:00Z")));

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
