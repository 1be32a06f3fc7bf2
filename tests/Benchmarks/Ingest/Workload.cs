namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The events of a round: the same for all sides, and for every run with the same options and the same start.</summary>
internal sealed class Workload
{
    private const int Seed = 20260131;
    private const double DuplicateShare = 0.02;

    // Retries come soon after the first try.
    private const int RetryDistance = 5_000;
    private readonly Random random;
    private readonly WorkloadOptions options;
    private readonly double[] cumulative;
    private readonly DateTime start;

    /// <param name="options">What the events are like.</param>
    /// <param name="start">The events occur before.</param>
    internal Workload(WorkloadOptions options, DateTime start)
    {
        this.options = options;
        this.start = start;
        random = new Random(Seed);
        cumulative = new double[options.Customers];
        var sum = 0.0;
        for (var i = 0; i < cumulative.Length; i++)
        {
            cumulative[i] = sum += Math.Pow(i + 1, -options.Zipf);
        }
    }

    /// <summary>Batches of <see cref="WorkloadOptions.Batch"/> events.</summary>
    /// <param name="name">Begins the keys: two streams share none.</param>
    /// <param name="events">How many events.</param>
    internal SampleEvent[][] Batches(string name, int events)
    {
        var made = new List<SampleEvent>(events);
        while (made.Count < events)
        {
            made.Add(made.Count > 0 && random.NextDouble() < DuplicateShare
                ? made[random.Next(Math.Max(0, made.Count - RetryDistance), made.Count)]
                : New($"{name}-{made.Count:D9}"));
        }

        return [.. made.Chunk(options.Batch)];
    }

    private SampleEvent New(string key) => new(
        key,
        Customer(),
        random.Next(options.Metrics),
        random.Next(1, 1000),
        start - random.NextDouble() * options.Span);

    private int Customer()
    {
        if (random.NextDouble() < options.Hot)
        {
            return 0;
        }

        var place = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return Math.Min(place < 0 ? ~place : place, cumulative.Length - 1);
    }
}
