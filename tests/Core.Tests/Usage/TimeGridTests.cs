using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Usage;

public class TimeGridTests
{
    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", WindowSize.Hour, "UTC", 24)]
    [InlineData("2026-01-01T00:30:00Z", "2026-01-01T02:10:00Z", WindowSize.Hour, "UTC", 3)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", WindowSize.Minute, "UTC", 60)]
    [InlineData("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", WindowSize.Day, "UTC", 31)]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", WindowSize.Day, "Europe/Berlin", 1)]
    [InlineData("2025-12-31T18:30:00Z", "2026-12-31T18:30:00Z", WindowSize.Month, "Asia/Kolkata", 12)]
    [InlineData("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", WindowSize.Whole, "UTC", 1)]
    public void A_period_is_parted_at_the_borders_within_it(string from, string to, WindowSize size, string zone, int count)
    {
        var period = new Period(At(from), At(to));

        var parts = TimeGrid.Part(period, size, TimeZones.Find(zone)).OrThrow();

        Assert.Equal(count, parts.Count);
        Assert.Equal((period.Start, period.End), (parts[0].Start, parts[^1].End));
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public void Too_many_windows_are_refused()
    {
        var year = new Period(At("2026-01-01T00:00:00Z"), At("2027-01-01T00:00:00Z"));

        Assert.False(TimeGrid.Part(year, WindowSize.Minute, DateTimeZone.Utc).TryGet(out _, out var refused));
        Assert.Equal("TOO_MANY_WINDOWS", refused!.Code);
    }
}
