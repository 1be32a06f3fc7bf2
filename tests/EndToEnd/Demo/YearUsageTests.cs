using NodaTime;
using Tallystick.DevHost.Demo.Year;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.EndToEnd.Demo;

public sealed class YearUsageTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 9, 21);

    [Fact]
    public void There_are_forty_customers_with_the_one_of_the_month()
    {
        Assert.Equal(39, YearCompanies.All.Count);
        Assert.Equal(39, YearCompanies.All.Select(company => company.Key).Distinct().Count());
        Assert.Contains(YearCompanies.All, company => company.Name.Any(letter => letter > 0x2E80));
    }

    [Fact]
    public void The_same_day_is_the_same_however_time_is_parted()
    {
        var company = YearCompanies.All[0];
        var year = Of(company, Instant.MinValue, Now).Select(report => (report.Key, report.OccurredAt)).ToList();
        var parts = YearCalendar.Steps(Now).Select(step => step.Evening).Append(Now).ToList();
        Assert.Equal(year, parts.Zip([Instant.MinValue, .. parts]).SelectMany(part => Of(company, part.Second, part.First)).Select(report => (report.Key, report.OccurredAt)));
    }

    [Fact]
    public void Keys_are_unique_and_times_are_within_the_span() =>
        Assert.All(YearCompanies.All, company =>
        {
            var (from, until) = (Now - Duration.FromDays(40), Now - Duration.FromDays(3));
            var reports = Of(company, from, until).ToList();
            Assert.Equal(reports.Count, reports.Select(report => report.Key).Distinct().Count());
            Assert.All(reports, report => Assert.True(from <= report.OccurredAt && report.OccurredAt < until));
        });

    [Fact]
    public void Weekends_are_quieter_than_working_days()
    {
        var byDay = All().ToLookup(report => report.OccurredAt.InUtc().DayOfWeek);
        var weekend = byDay[IsoDayOfWeek.Saturday].Count() + byDay[IsoDayOfWeek.Sunday].Count();
        Assert.InRange(weekend, All().Count() / 20, All().Count() / 7);
    }

    [Fact]
    public void Every_quarter_has_more_than_the_one_before()
    {
        var quarters = Enumerable.Range(0, 4).Select(quarter => All().Count(report =>
            (int)((report.OccurredAt - YearCalendar.FirstOf(0, Now).AtMidnight().InUtc().ToInstant()).TotalDays / 91) == quarter)).ToList();
        Assert.All(quarters.Zip(quarters.Skip(1)), pair => Assert.True(pair.Second > pair.First * 1.2, $"{pair.First} to {pair.Second}"));
    }

    private static IEnumerable<YearReport> All() => YearCompanies.All.SelectMany(company => Of(company, Instant.MinValue, Now));

    private static IEnumerable<YearReport> Of(YearCompany company, Instant from, Instant until) =>
        YearUsage.Of(company, YearCalendar.JoinedOn(company, Now), new Period(Instant.Max(from, Now - Duration.FromDays(420)), until));
}
