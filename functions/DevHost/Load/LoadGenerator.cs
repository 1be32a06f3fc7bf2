using NodaTime;

namespace Tallystick.DevHost.Load;

/// <summary>Makes loads: pure, so that a seed and a time give the same load wherever it is used.</summary>
public static class LoadGenerator
{
    private const int MaxQuantity = 100;
    private const int MaxAgeMilliseconds = 60_000;
    private const int MinLateSeconds = 3600;
    private const int MaxLateSeconds = 72 * 3600;

    /// <summary>A load.</summary>
    /// <param name="profile">What it is made of.</param>
    /// <param name="now">The latest time at which events occur.</param>
    public static LoadPlan Generate(LoadProfile profile, Instant now)
    {
        var random = new SeededRandom(profile.Seed);
        var customers = new ZipfSampler(profile.Customers, profile.Zipf);
        var events = new List<LoadEvent>(profile.Events);
        var fresh = new List<LoadEvent>(profile.Events);
        var totals = new decimal[profile.Metrics];
        for (var number = 0; number < profile.Events; number++)
        {
            var draw = random.NextDouble();
            if (draw < profile.Duplicates && fresh.Count > 0)
            {
                events.Add(Recent(fresh, random) with { Kind = LoadEventKind.Duplicate });
                continue;
            }

            var isMalformed = draw >= profile.Duplicates && draw < profile.Duplicates + profile.Malformed;
            var next = new LoadEvent(
                isMalformed ? LoadEventKind.Malformed : LoadEventKind.Fresh,
                number,
                customers.Next(random),
                random.Next(profile.Metrics),
                random.Next(1, MaxQuantity + 1),
                Occurrence(profile, random, now));
            events.Add(next);
            if (!isMalformed)
            {
                fresh.Add(next);
                totals[next.Metric] += next.Quantity;
            }
        }

        return new LoadPlan(events, Conflicts(profile, fresh, random), totals);
    }

    private static LoadEvent Recent(List<LoadEvent> fresh, SeededRandom random) =>
        fresh[random.Next(Math.Max(0, fresh.Count - LoadProfile.RetryWindow), fresh.Count)];

    private static Instant Occurrence(LoadProfile profile, SeededRandom random, Instant now)
    {
        var age = random.NextDouble() < profile.Late
            ? Duration.FromSeconds(random.Next(MinLateSeconds, MaxLateSeconds))
            : Duration.FromMilliseconds(random.Next(MaxAgeMilliseconds));
        return Instant.FromUnixTimeMilliseconds((now - age).ToUnixTimeMilliseconds());
    }

    private static List<LoadEvent> Conflicts(LoadProfile profile, List<LoadEvent> fresh, SeededRandom random)
    {
        var conflicts = new List<LoadEvent>();
        var count = fresh.Count == 0 ? 0 : (int)(profile.Events * profile.Conflicts);
        for (var i = 0; i < count; i++)
        {
            var owner = fresh[random.Next(fresh.Count)];
            conflicts.Add(owner with { Kind = LoadEventKind.Conflict, Quantity = owner.Quantity + MaxQuantity });
        }

        return conflicts;
    }
}
