namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The events of a round: the same for both sides, and for every run with the same seed and the same start.</summary>
internal sealed class Workload
{
    internal const int Customers = 10_000;
    internal const int Metrics = 5;
    internal const int BatchSize = 100;
    private const double ZipfExponent = 1.1;
    private const double DuplicateShare = 0.02;

    // Retries come soon after the first try.
    private const int RetryDistance = 5_000;
    private readonly Random random;
    private readonly double[] cumulative = new double[Customers];
    private readonly DateTime start;

    /// <param name="seed">Decides the events.</param>
    /// <param name="start">The events occur in the minutes before.</param>
    internal Workload(int seed, DateTime start)
    {
        this.start = start;
        random = new Random(seed);
        var sum = 0.0;
        for (var i = 0; i < Customers; i++)
        {
            cumulative[i] = sum += Math.Pow(i + 1, -ZipfExponent);
        }
    }

    /// <summary>Batches of <see cref="BatchSize"/> events.</summary>
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

        return [.. made.Chunk(BatchSize)];
    }

    private SampleEvent New(string key)
    {
        var place = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return new SampleEvent(
            key,
            Math.Min(place < 0 ? ~place : place, Customers - 1),
            random.Next(Metrics),
            random.Next(1, 1000),
            start.AddMilliseconds(-random.Next(20 * 60 * 1000)));
    }
}
