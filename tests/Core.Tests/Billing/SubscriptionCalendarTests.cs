using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>The periods of a subscription that goes on under other plans.</summary>
public class SubscriptionCalendarTests
{
    [Fact]
    public void Whatever_the_phases_the_periods_tile_and_none_lies_in_two_phases()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var zone = WallClocks.Zones[random.Next(WallClocks.Zones.Length)];
            var phases = Draw(random);
            var end = random.Next(3) == 0 ? phases[^1].From + Duration.FromSeconds(random.Next(1, 40_000_000)) : Instant.MaxValue;
            var calendar = new SubscriptionCalendar(phases, TimeZones.Find(zone), end, (Proration)random.Next(2));
            var about = $"round {round} of seed {seed} in {zone}: {string.Join(", ", phases.Select(phase => $"{phase.Phase.Kind} {phase.From} {phase.Version.Terms.BillingCadence}"))}, end {end}";

            var before = phases[0].From;
            for (var index = 0; index < 200 && calendar.At(index) is { } period; index++)
            {
                Assert.True(period.Period.Start == before && period.Period.End > before, $"{about}: {index} is {period.Period}");
                Assert.True(phases.Last(phase => phase.From <= before) == period.Billed, $"{about}: {index} is billed by another phase");
                Assert.True(!phases.Any(phase => period.Period.Start < phase.From && phase.From < period.Period.End), $"{about}: {index} lies in two");
                Assert.True(calendar.IndexOf(period.Period.Start) == index && calendar.IndexOf(period.Period.End - Duration.Epsilon) == index, $"{about}: {index} is not found");
                Assert.True(period.Share.IsEmpty || (period.Share.Part.Start >= period.Share.Whole.Start && period.Share.Part.End <= period.Share.Whole.End), $"{about}: {index} has {period.Share}");
                before = period.Period.End;
            }

            Assert.True(calendar.IndexOf(phases[0].From - Duration.Epsilon) is null, about);
        }
    }

    [Theory]
    [InlineData("P1M", null, "2026-02-28T12:00:00Z 2026-03-31T12:00:00Z")] // keeps the day of the start, though the border lies on another
    [InlineData("P1M", 1, "2026-03-01T00:00:00Z 2026-04-01T00:00:00Z")]
    [InlineData("P1W", null, "2026-02-17T00:00:00Z 2026-02-24T00:00:00Z")]
    [InlineData("P1Y", null, "2027-02-10T00:00:00Z 2028-02-10T00:00:00Z")]
    public void A_plan_of_the_same_cadence_goes_on_with_the_periods_of_the_one_before(string cadence, int? anchor, string expected)
    {
        BilledPhase[] phases = [Phase("2026-01-31T12:00:00Z", "P1M"), Phase("2026-02-10T00:00:00Z", cadence, anchor)];
        var calendar = new SubscriptionCalendar(phases, DateTimeZone.Utc, Instant.MaxValue, Proration.None);
        Assert.Equal("2026-02-10T00:00:00Z", calendar.At(0)!.Period.End.ToString());
        Assert.Equal(expected, $"{calendar.At(1)!.Period.End} {calendar.At(2)!.Period.End}");
    }

    [Fact]
    public void A_trial_is_one_period_that_charges_nothing_and_the_plans_first_period_begins_behind_it()
    {
        BilledPhase[] phases = [Phase("2026-01-01T00:00:00Z", "P1D", kind: PhaseKind.Trial), Phase("2026-01-15T00:00:00Z", "P1M")];
        var calendar = new SubscriptionCalendar(phases, DateTimeZone.Utc, Instant.MaxValue, Proration.None);
        Assert.True(calendar.At(0)!.Share.IsEmpty);
        Assert.Equal("2026-01-15T00:00:00Z", calendar.At(0)!.Period.End.ToString());
        Assert.True(calendar.At(1)!.Share.IsWhole);
        Assert.Equal("2026-02-15T00:00:00Z", calendar.At(1)!.Period.End.ToString());
    }

    [Fact]
    public void A_pause_without_an_end_is_the_last_period_until_it_has_one()
    {
        BilledPhase[] phases = [Phase("2026-01-01T00:00:00Z", "P1M"), Phase("2026-01-15T00:00:00Z", "P1M", kind: PhaseKind.Paused)];
        Assert.Null(new SubscriptionCalendar(phases, DateTimeZone.Utc, Instant.MaxValue, Proration.None).At(2));

        var resumed = new SubscriptionCalendar([.. phases, Phase("2026-03-10T00:00:00Z", "P1M")], DateTimeZone.Utc, Instant.MaxValue, Proration.None);
        Assert.Equal(("2026-03-10T00:00:00Z", "2026-04-01T00:00:00Z"), (resumed.At(1)!.Period.End.ToString(), resumed.At(2)!.Period.End.ToString()));
    }

    private static List<BilledPhase> Draw(Random random)
    {
        var phases = new List<BilledPhase>();
        var at = Instant.FromUtc(2023, 6, 1, 0, 0) + Duration.FromSeconds(random.Next(30_000_000));
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var cadence = BillingCadence.All[random.Next(BillingCadence.All.Count)].ToString();
            int? anchor = cadence is "P1D" or "P1W" || random.Next(2) == 0 ? null : random.Next(1, 32);
            var kind = random.Next(4) > 0 ? PhaseKind.Paid : phases.Count == 0 ? PhaseKind.Trial : PhaseKind.Paused;
            phases.Add(Phase(at.ToString(), cadence, anchor, kind, (Proration)random.Next(2)));
            at += random.Next(4) == 0 ? Duration.FromSeconds(1) : Duration.FromSeconds(random.Next(1, 10_000_000));
        }

        return phases;
    }

    private static BilledPhase Phase(string from, string cadence, int? anchor = null, PhaseKind kind = PhaseKind.Paid, Proration proration = Proration.Prorate) =>
        BilledPhases.Of(InstantPattern.General.Parse(from).Value, BillingCadence.Parse(cadence), anchor, kind, proration);
}
