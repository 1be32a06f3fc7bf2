using NodaTime;
using Tallystick.DevHost.Demo;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class DemoScriptTests
{
    private static readonly Period February = new(Instant.FromUtc(2026, 2, 1, 0, 0), Instant.FromUtc(2026, 3, 1, 0, 0));

    [Theory]
    [InlineData("2026-03-01T00:00:00")]
    [InlineData("2026-03-31T23:59:59")]
    public void The_demo_plays_in_the_last_month_that_is_over(string now) =>
        Assert.Equal(February, DemoScript.MonthBefore(NodaTime.Text.InstantPattern.ExtendedIso.Parse(now + "Z").Value));

    [Fact]
    public void All_submissions_are_within_the_month() =>
        Assert.All(DemoScript.Submissions(February), item => Assert.True(February.Contains(item.OccurredAt), $"{item}"));

    [Fact]
    public void About_one_in_twenty_is_sent_twice() =>
        Assert.InRange(DemoScript.Submissions(February).Count(item => item.IsRetried), 8, 24);

    [Fact]
    public void Keys_are_unique()
    {
        var submissions = DemoScript.Submissions(February);
        Assert.Equal(DemoScript.Count, submissions.Select(item => item.Key).Distinct().Count());
    }
}
