using NodaTime;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>What clients of a seed are like. Drawn anew for each: some retry much, some are late, some come all at the time of a seal.</summary>
internal sealed class Habits
{
    private static readonly Duration HalfHour = Duration.FromMinutes(30);
    private readonly Random random;
    private readonly List<Duration> rushes = [];

    /// <summary>Draws them.</summary>
    internal Habits(Random random, IReadOnlyList<Subscriber> subscribers)
    {
        this.random = random;
        for (var rush = random.Next(0, 5); rush > 0; rush--)
        {
            rushes.Add(random.Next(2) == 0 ? AnyTime() : SealOf(subscribers[random.Next(subscribers.Count)], random.Next(0, 2)));
        }

        (Retries, Late, TopUps, Holds, Payments) = (random.Next(50), random.Next(80), random.Next(5, 40), random.Next(40), random.Next(10));
        (Corrections, Backfills) = (random.Next(2) * random.Next(40), random.Next(2) * random.Next(20));
        TopUpCents = random.Next(2) == 0 ? 300 : 20_000;
    }

    /// <summary>How many of a hundred events are retries.</summary>
    internal int Retries { get; }

    /// <summary>How many of a hundred events are hours late.</summary>
    internal int Late { get; }

    /// <summary>How many of a hundred events are brought in afterwards, from months ago.</summary>
    internal int Backfills { get; }

    /// <summary>How many of a hundred operations are payments.</summary>
    internal int TopUps { get; }

    /// <summary>How many of a hundred operations are about reservations.</summary>
    internal int Holds { get; }

    /// <summary>How many of a hundred operations ask for an invoice to be paid.</summary>
    internal int Payments { get; }

    /// <summary>How many of a hundred reports are corrections instead.</summary>
    internal int Corrections { get; }

    /// <summary>The largest payment, in cents: where it is small, wallets run dry and are filled again.</summary>
    internal int TopUpCents { get; }

    /// <summary>When something is done, from the start on.</summary>
    internal Duration NextTime() => rushes.Count == 0 || random.Next(5) == 0
        ? AnyTime()
        : Duration.Max(Duration.Zero, rushes[random.Next(rushes.Count)] + Duration.FromSeconds(random.Next(-1800, 1800)));

    /// <summary>How long before it is reported an event happened; below zero by clients whose clocks are ahead.</summary>
    internal Duration NextLateness()
    {
        if (random.Next(100) >= Late)
        {
            return Duration.FromSeconds(random.Next(-600, 600));
        }

        // Around a day: into the hour of the day before that others report about, and into the period that is being sealed.
        return random.Next(2) == 0
            ? Duration.FromHours(24) + Duration.FromSeconds(random.Next(-1800, 1800))
            : Duration.FromMinutes(random.Next(0, 40 * 60));
    }

    /// <summary>How long ago something happened that is brought in afterwards: up to half a year.</summary>
    internal Duration NextAge() => Duration.FromMinutes(random.Next(0, 180 * 24 * 60));

    // The end of a period and its grace time: about when it is sealed.
    private static Duration SealOf(Subscriber subscriber, int later)
    {
        var calendar = subscriber.Calendar;
        var end = calendar.PeriodAt((calendar.IndexOf(Scenario.Start) ?? 0) + later).End;
        return Duration.Min(Scenario.Length, end + subscriber.Version.Terms.GraceDuration + HalfHour - Scenario.Start);
    }

    private Duration AnyTime() => Duration.FromMilliseconds(random.NextInt64((long)Scenario.Length.TotalMilliseconds));
}
