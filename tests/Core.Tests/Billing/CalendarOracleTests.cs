using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using static Tallystick.Tests.Core.Tests.Billing.WallClocks;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Calendars and shares of fees against a second way to count them, which knows nothing of the first one.</summary>
public class CalendarOracleTests
{
    private const int Seed = 20260228;

    public static TheoryData<string> AllZones => [.. Zones];

    [Theory]
    [MemberData(nameof(AllZones))]
    public void Every_anchor_day_in_every_month(string zone)
    {
        foreach (var (anchor, month) in AnchorsAndMonths())
        {
            var start = month.AddDays(9).AddSeconds(45_296);
            var calendar = new BillingCalendar(At(zone, start), BillingCadence.Month, TimeZones.Find(zone), anchor);
            var first = Anchored(month, anchor) >= start ? month : month.AddMonths(1);
            for (var index = 1; index <= 13; index++)
            {
                Same(zone, Anchored(first.AddMonths(index - 1), anchor), calendar.StartOf(index), $"{zone}, from {start:s} on day {anchor}, period {index}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllZones))]
    public void Every_day_of_a_start_and_every_cadence(string zone)
    {
        for (var day = new DateTime(2023, 12, 1); day < new DateTime(2024, 12, 31); day = day.AddDays(1))
        {
            // Times of day that clocks skip, or pass twice, in one of the zones.
            foreach (var start in new[] { 0, 900, 5_400, 8_100, 84_600 }.Select(seconds => day.AddSeconds(seconds)))
            {
                foreach (var (cadence, after) in Cadences)
                {
                    // A start that is no wall time of its own: the calendar keeps what the clock on the wall really showed.
                    if (Resolve(zone, start) is var at && Instant.FromUnixTimeSeconds(at).InZone(TimeZones.Find(zone)).LocalDateTime.ToDateTimeUnspecified() != start)
                    {
                        continue;
                    }

                    var calendar = new BillingCalendar(Instant.FromUnixTimeSeconds(at), cadence, TimeZones.Find(zone));
                    for (var index = 1; index * (calendar.PeriodAt(0).End - calendar.PeriodAt(0).Start).TotalDays < 366 && index <= 3; index++)
                    {
                        Same(zone, after(start, index), calendar.StartOf(index), $"{zone}, {cadence} from {start:s}, period {index}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllZones))]
    public void The_shares_of_a_fee_on_both_sides_of_a_border_are_their_seconds_over_those_of_the_period(string zone)
    {
        var random = new Random(Seed);
        foreach (var (anchor, month) in AnchorsAndMonths())
        {
            var (start, end) = (Resolve(zone, Anchored(month, anchor)), Resolve(zone, Anchored(month.AddMonths(1), anchor)));
            var border = random.NextInt64(start + 1, end);
            var (early, late) = (Phase(start, anchor, Proration.Prorate), Phase(border, null, Proration.Prorate));
            var calendar = new SubscriptionCalendar([early, late], TimeZones.Find(zone), Instant.MaxValue, Proration.None);
            var about = $"{zone}, day {anchor} of {month:yyyy-MM}, border {border}, seed {Seed}";

            for (var cents = 1L; cents < 10_000_000; cents = (cents * 7) + random.Next(5))
            {
                Assert.True(Share(cents, border - start, end - start) == calendar.At(0)!.Share.Of(cents / 100m, 2), $"{cents} before it, {about}");
                Assert.True(Share(cents, end - border, end - start) == calendar.At(1)!.Share.Of(cents / 100m, 2), $"{cents} behind it, {about}");
            }

            Assert.True(calendar.At(2)!.Share.IsWhole && calendar.At(2)!.Period.Start.ToUnixTimeSeconds() == end, about);
        }
    }

    [Theory]
    [MemberData(nameof(AllZones))]
    public void The_stub_at_a_start_has_its_seconds_over_those_of_the_period_that_it_is_the_end_of(string zone)
    {
        var random = new Random(Seed);
        foreach (var (anchor, month) in AnchorsAndMonths())
        {
            var (whole, end) = (Resolve(zone, Anchored(month, anchor)), Resolve(zone, Anchored(month.AddMonths(1), anchor)));
            var start = random.NextInt64(whole + 1, end);
            var prorated = new SubscriptionCalendar([Phase(start, anchor, Proration.Prorate)], TimeZones.Find(zone), Instant.MaxValue, Proration.None).At(0)!;
            var full = new SubscriptionCalendar([Phase(start, anchor, Proration.None)], TimeZones.Find(zone), Instant.MaxValue, Proration.None).At(0)!;
            var about = $"{zone}, day {anchor} of {month:yyyy-MM}, start {start}, seed {Seed}";

            Assert.True(prorated.Period.End.ToUnixTimeSeconds() == end && full.Period == prorated.Period, about);
            Assert.True(Share(99_999, end - start, end - whole) == prorated.Share.Of(999.99m, 2), about);
            Assert.True(full.Share.IsWhole, about);
        }
    }

    private static (BillingCadence Cadence, Func<DateTime, int, DateTime> After)[] Cadences =>
    [
        (BillingCadence.Day, (start, count) => start.AddDays(count)),
        (BillingCadence.Week, (start, count) => start.AddDays(7 * count)),
        (BillingCadence.Month, (start, count) => start.AddMonths(count)),
        (BillingCadence.Quarter, (start, count) => start.AddMonths(3 * count)),
        (BillingCadence.Year, (start, count) => start.AddYears(count)),
    ];

    private static IEnumerable<(int Anchor, DateTime Month)> AnchorsAndMonths() =>
        from anchor in Enumerable.Range(1, 31)
        from month in Enumerable.Range(0, 13)
        select (anchor, new DateTime(2023, 12, 1).AddMonths(month));

    private static DateTime Anchored(DateTime month, int anchor) => month.AddDays(Math.Min(anchor, DateTime.DaysInMonth(month.Year, month.Month)) - 1);

    private static Instant At(string zone, DateTime wall) => Instant.FromUnixTimeSeconds(Resolve(zone, wall));

    private static void Same(string zone, DateTime wall, Instant found, string about)
    {
        var expected = At(zone, wall);
        Assert.True(expected == found, $"{about}: {expected} expected, not {found}");
    }

    /// <summary>Cents times part over whole, half to even, in whole numbers.</summary>
    private static decimal Share(long cents, long part, long whole)
    {
        var (quotient, rest) = Math.DivRem(checked(cents * part), whole);
        var up = rest * 2 > whole || (rest * 2 == whole && quotient % 2 == 1);
        return (quotient + (up ? 1 : 0)) / 100m;
    }

    private static BilledPhase Phase(long from, int? anchor, Proration proration) =>
        BilledPhases.Of(Instant.FromUnixTimeSeconds(from), BillingCadence.Month, anchor, proration: proration);
}
