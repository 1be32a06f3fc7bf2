using NodaTime;
using Tallystick.DevHost.Load;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class LoadGeneratorTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 15, 12, 0);

    private static readonly LoadProfile Profile = new()
    {
        Events = 20_000,
        Customers = 500,
        Duplicates = 0.1,
        Conflicts = 0.05,
        Late = 0.2,
        Malformed = 0.01,
        Seed = 42,
    };

    [Fact]
    public void A_seed_makes_the_same_load_again()
    {
        var (first, second) = (LoadGenerator.Generate(Profile, Now), LoadGenerator.Generate(Profile, Now));
        Assert.Equal(first.Events, second.Events);
        Assert.Equal(first.Conflicts, second.Conflicts);
        Assert.Equal(first.Totals, second.Totals);
    }

    [Fact]
    public void Another_seed_makes_another_load() =>
        Assert.NotEqual(LoadGenerator.Generate(Profile, Now).Events, LoadGenerator.Generate(Profile with { Seed = 43 }, Now).Events);

    [Fact]
    public void A_retry_is_the_same_as_an_earlier_event_that_counts()
    {
        var seen = new HashSet<LoadEvent>();
        foreach (var item in LoadGenerator.Generate(Profile, Now).Events)
        {
            var isNew = seen.Add(item with { Kind = LoadEventKind.Fresh });
            Assert.Equal(item.Kind == LoadEventKind.Duplicate, !isNew);
        }
    }

    [Fact]
    public void A_conflict_has_the_key_of_an_event_and_another_quantity()
    {
        var plan = LoadGenerator.Generate(Profile, Now);
        var owners = plan.Events.Where(item => item.Kind == LoadEventKind.Fresh).ToDictionary(item => item.Number);
        Assert.Equal(1000, plan.Conflicts.Count);
        Assert.All(plan.Conflicts, item =>
        {
            var owner = owners[item.Number];
            Assert.NotEqual(owner.Quantity, item.Quantity);
            Assert.Equal(owner, item with { Kind = LoadEventKind.Fresh, Quantity = owner.Quantity });
        });
    }

    [Fact]
    public void Totals_are_the_sums_of_what_counts()
    {
        var plan = LoadGenerator.Generate(Profile, Now);
        var sums = Enumerable.Range(0, Profile.Metrics)
            .Select(metric => plan.Events.Where(item => item.Kind == LoadEventKind.Fresh && item.Metric == metric).Sum(item => (decimal)item.Quantity));
        Assert.Equal(sums, plan.Totals);
    }

    [Theory]
    [InlineData(LoadEventKind.Duplicate, 0.1)]
    [InlineData(LoadEventKind.Malformed, 0.01)]
    public void Fractions_are_as_wished(LoadEventKind kind, double fraction) =>
        Assert.InRange(LoadGenerator.Generate(Profile, Now).CountOf(kind) / (double)Profile.Events, fraction * 0.8, fraction * 1.2);

    [Fact]
    public void Late_events_occurred_one_to_seventy_two_hours_ago_and_others_within_a_minute()
    {
        var ages = LoadGenerator.Generate(Profile, Now).Events.Select(item => Now - item.OccurredAt).ToList();
        var late = ages.Where(age => age > Duration.FromMinutes(2)).ToList();
        Assert.InRange(late.Count / (double)ages.Count, 0.17, 0.23);
        Assert.All(late, age => Assert.InRange(age, Duration.FromHours(1), Duration.FromHours(72)));
        Assert.All(ages.Except(late), age => Assert.InRange(age, Duration.Zero, Duration.FromMinutes(1)));
    }
}
