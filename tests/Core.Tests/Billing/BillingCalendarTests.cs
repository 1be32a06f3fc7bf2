using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Billing;

public class BillingCalendarTests
{
    [Theory]
    [InlineData("2026-01-28", "P1M", "2026-02-28 2026-03-28 2026-04-28 2026-05-28")]
    [InlineData("2026-01-29", "P1M", "2026-02-28 2026-03-29 2026-04-29 2026-05-29")]
    [InlineData("2026-01-30", "P1M", "2026-02-28 2026-03-30 2026-04-30 2026-05-30")]
    [InlineData("2026-01-31", "P1M", "2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData("2028-01-29", "P1M", "2028-02-29 2028-03-29 2028-04-29")]
    [InlineData("2028-01-30", "P1M", "2028-02-29 2028-03-30 2028-04-30")]
    [InlineData("2028-01-31", "P1M", "2028-02-29 2028-03-31 2028-04-30")]
    [InlineData("2027-11-30", "P1M", "2027-12-30 2028-01-30 2028-02-29 2028-03-30")]
    [InlineData("2026-11-30", "P3M", "2027-02-28 2027-05-30 2027-08-30 2027-11-30 2028-02-29")]
    [InlineData("2026-08-31", "P3M", "2026-11-30 2027-02-28 2027-05-31")]
    [InlineData("2028-02-29", "P1Y", "2029-02-28 2030-02-28 2031-02-28 2032-02-29")]
    [InlineData("2100-01-31", "P1M", "2100-02-28 2100-03-31")] // 2100 is no leap year
    [InlineData("2026-12-30", "P1W", "2027-01-06 2027-01-13")]
    [InlineData("2028-02-28", "P1D", "2028-02-29 2028-03-01")]
    public void Periods_are_counted_from_the_first_start_without_drift(string start, string cadence, string expected)
    {
        var calendar = new BillingCalendar(At(start + "T10:30:00Z"), BillingCadence.Parse(cadence), DateTimeZone.Utc);
        var dates = expected.Split(' ');
        Assert.Equal(dates.Select(date => At(date + "T10:30:00Z")), Enumerable.Range(1, dates.Length).Select(calendar.StartOf));
    }

    [Theory]
    [InlineData("America/New_York", "2026-02-08T02:30-05", "P1M", 1, "2026-03-08T03:30-04")] // skipped: an hour forward
    [InlineData("America/New_York", "2026-02-08T02:30-05", "P1M", 2, "2026-04-08T02:30-04")] // and back at its own time
    [InlineData("America/New_York", "2026-10-01T01:30-04", "P1M", 1, "2026-11-01T01:30-04")] // passed twice: the first time
    [InlineData("America/New_York", "2026-03-07T12:00-05", "P1D", 1, "2026-03-08T12:00-04")] // a day of 23 hours
    [InlineData("Europe/Berlin", "2026-02-28T02:15+01", "P1M", 1, "2026-03-28T02:15+01")]
    [InlineData("Europe/Berlin", "2026-03-22T02:15+01", "P1W", 1, "2026-03-29T03:15+02")]
    [InlineData("Europe/Berlin", "2026-09-25T02:15+02", "P1M", 1, "2026-10-25T02:15+02")]
    [InlineData("Australia/Lord_Howe", "2026-09-04T02:15+10:30", "P1M", 1, "2026-10-04T02:45+11")] // half an hour of summer time
    [InlineData("Australia/Lord_Howe", "2026-03-05T01:45+11", "P1M", 1, "2026-04-05T01:45+11")]
    [InlineData("Asia/Kolkata", "2026-01-31T00:00+05:30", "P1M", 1, "2026-02-28T00:00+05:30")]
    [InlineData("America/Sao_Paulo", "2018-10-04T00:00-03", "P1M", 1, "2018-11-04T01:00-02")] // midnight itself is skipped
    [InlineData("Pacific/Apia", "2011-11-30T08:00-10", "P1M", 1, "2011-12-31T08:00+14")] // the day is skipped
    [InlineData("Pacific/Apia", "2011-12-28T08:00-10", "P1D", 1, "2011-12-29T08:00-10")]
    [InlineData("Pacific/Apia", "2011-12-28T08:00-10", "P1D", 2, "2011-12-31T08:00+14")] // no period for the skipped day
    [InlineData("Pacific/Apia", "2011-12-28T00:00-10", "P1D", 2, "2011-12-31T00:00+14")]
    [InlineData("Pacific/Apia", "2011-12-28T08:00-10", "P1D", 3, "2012-01-01T08:00+14")]
    public void The_wall_time_of_the_zone_is_kept(string zone, string start, string cadence, int index, string expected) =>
        Assert.Equal(Local(expected), new BillingCalendar(Local(start), BillingCadence.Parse(cadence), TimeZones.Find(zone)).StartOf(index));

    [Theory]
    [InlineData("UTC", "2026-01-10T12:00+00", "P1M", 1, "2026-02-01T00:00+00 2026-03-01T00:00+00")]
    [InlineData("UTC", "2026-01-10T12:00+00", "P1M", 15, "2026-01-15T00:00+00 2026-02-15T00:00+00")]
    [InlineData("UTC", "2026-01-10T12:00+00", "P1M", 10, "2026-02-10T00:00+00 2026-03-10T00:00+00")]
    [InlineData("UTC", "2026-01-10T00:00+00", "P1M", 10, "2026-02-10T00:00+00 2026-03-10T00:00+00")]
    [InlineData("UTC", "2026-02-03T12:00+00", "P1M", 31, "2026-02-28T00:00+00 2026-03-31T00:00+00 2026-04-30T00:00+00")]
    [InlineData("UTC", "2028-01-31T12:00+00", "P1M", 31, "2028-02-29T00:00+00 2028-03-31T00:00+00 2028-04-30T00:00+00")]
    [InlineData("UTC", "2026-01-10T12:00+00", "P3M", 1, "2026-02-01T00:00+00 2026-05-01T00:00+00")]
    [InlineData("UTC", "2026-02-01T00:00+00", "P3M", 1, "2026-05-01T00:00+00 2026-08-01T00:00+00")]
    [InlineData("UTC", "2026-01-10T12:00+00", "P1Y", 29, "2026-01-29T00:00+00 2027-01-29T00:00+00")]
    [InlineData("UTC", "2028-02-10T12:00+00", "P1Y", 29, "2028-02-29T00:00+00 2029-02-28T00:00+00 2030-02-28T00:00+00")]
    [InlineData("America/New_York", "2026-02-10T12:00-05", "P1M", 1, "2026-03-01T00:00-05 2026-04-01T00:00-04")]
    [InlineData("America/Sao_Paulo", "2018-10-10T12:00-03", "P1M", 4, "2018-11-04T01:00-02 2018-12-04T00:00-02")]
    [InlineData("Pacific/Apia", "2011-12-05T12:00-10", "P1M", 30, "2011-12-31T00:00+14 2012-01-30T00:00+14")]
    public void An_anchor_day_begins_with_a_stub(string zone, string start, string cadence, int anchor, string expected)
    {
        var calendar = new BillingCalendar(Local(start), BillingCadence.Parse(cadence), TimeZones.Find(zone), anchor);
        var starts = expected.Split(' ').Prepend(start).Select(Local).ToList();
        Assert.Equal(starts, Enumerable.Range(0, starts.Count).Select(calendar.StartOf));
    }

    [Theory]
    [InlineData("P1M", null, true)]
    [InlineData("P1D", null, true)]
    [InlineData("P1Y", 31, true)]
    [InlineData("P1M", 0, false)]
    [InlineData("P1M", 32, false)]
    [InlineData("P1W", 1, false)]
    public void Only_months_are_anchored_and_by_a_day_of_the_month(string text, int? anchor, bool allowed)
    {
        var cadence = BillingCadence.Parse(text);
        Assert.Equal(allowed ? null : "INVALID_BILLING_ANCHOR", BillingCalendar.CheckAnchor(cadence, anchor)?.Code);
        var thrown = Record.Exception(() => new BillingCalendar(At("2026-01-01T00:00:00Z"), cadence, DateTimeZone.Utc, anchor));
        Assert.Equal(allowed, thrown is null);
    }

    [Fact]
    public void A_boundary_belongs_to_the_period_that_it_begins()
    {
        var calendar = new BillingCalendar(At("2026-01-31T00:00:00Z"), BillingCadence.Month, DateTimeZone.Utc);

        Assert.Null(calendar.IndexOf(At("2026-01-30T23:59:59Z")));
        Assert.Equal(0, calendar.IndexOf(At("2026-01-31T00:00:00Z")));
        Assert.Equal(0, calendar.IndexOf(At("2026-02-28T00:00:00Z") - Duration.Epsilon));
        Assert.Equal(1, calendar.IndexOf(At("2026-02-28T00:00:00Z")));
    }

    [Fact]
    public void Periods_tile_and_every_instant_has_one()
    {
        string[] zones = ["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "America/Havana", "Pacific/Apia", "Pacific/Kwajalein"];
        for (var seed = 0; seed < 4_000; seed++)
        {
            var random = new Random(seed);
            var zone = TimeZones.Find(zones[random.Next(zones.Length)]);
            var cadence = BillingCadence.All[random.Next(BillingCadence.All.Count)];
            var anchor = cadence.ToString() is "P1M" or "P3M" or "P1Y" && random.Next(2) == 0 ? random.Next(1, 32) : (int?)null;
            var start = Start(random);
            var calendar = new BillingCalendar(start, cadence, zone, anchor);
            var about = $"seed {seed}: {start} {cadence} {zone} anchor {anchor}";

            Assert.True(calendar.PeriodAt(0).Start == start, about);
            var first = random.Next(4) == 0 ? random.Next(0, 400) : 0;
            for (var index = first; index < first + 16; index++)
            {
                var period = calendar.PeriodAt(index);
                Assert.True(period.Start < period.End, $"{about}: {index} is empty");
                Assert.True(period.End == calendar.PeriodAt(index + 1).Start, $"{about}: a gap after {index}");
                var within = period.Start + Duration.FromTicks(random.NextInt64(0, (period.End - period.Start).BclCompatibleTicks));
                Assert.True(calendar.IndexOf(period.Start) == index, $"{about}: start of {index}");
                Assert.True(calendar.IndexOf(within) == index, $"{about}: {within} in {index}");
                Assert.True(calendar.IndexOf(period.End - Duration.Epsilon) == index, $"{about}: end of {index}");
            }
        }
    }

    // Half of the starts lie shortly before a day that some zone left out or a change of clocks; a third are whole hours.
    private static Instant Start(Random random)
    {
        Instant[] turns = [At("2011-12-30T10:00:00Z"), At("1993-08-21T12:00:00Z"), At("2026-03-29T01:00:00Z"), At("2018-11-04T03:00:00Z"), At("2026-11-01T06:00:00Z")];
        var start = random.Next(2) == 0
            ? turns[random.Next(turns.Length)] - Duration.FromMinutes(random.Next(0, 20 * 24 * 60))
            : Instant.FromUnixTimeSeconds(random.NextInt64(0, 4_000_000_000));
        return random.Next(3) == 0 ? Instant.FromUnixTimeSeconds(start.ToUnixTimeSeconds() / 3600 * 3600) : start;
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static Instant Local(string text) =>
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<g>").Parse(text).Value.ToInstant();
}
