using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>Ours and PostgreSQL by turns, on the same events.</summary>
internal static class IngestComparison
{
    private const int Seed = 20260131;
    private const int WarmUpEvents = 50_000;
    private const int PacedEvents = 25_000;

    internal static async Task RunAsync(IngestOptions options)
    {
        var workload = new Workload(Seed, TimeProvider.System.GetUtcNow().UtcDateTime);
        var warmUp = workload.Batches("warm", WarmUpEvents);
        var batches = workload.Batches("timed", options.Events);
        var paced = workload.Batches("paced", PacedEvents);
        var latencies = new Latencies();
        var (ours, theirs) = (new List<RoundResult>(), new List<RoundResult>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            if (options.Tally)
            {
                ours.Add(Show($"{round} Tallystick", await TallyRound.RunAsync(warmUp, batches, latencies, paced)));
            }

            if (options.Postgres)
            {
                theirs.Add(Show($"{round} PostgreSQL", await PostgresRound.RunAsync(warmUp, batches)));
            }
        }

        Report(ours, theirs, latencies);
    }

    /// <summary>Fails where a side did not count each event once.</summary>
    internal static void Check(string side, long counted, params SampleEvent[][][] streams)
    {
        var expected = streams.SelectMany(stream => stream).SelectMany(batch => batch).Select(item => item.Key).Distinct().Count();
        if (counted != expected)
        {
            throw new InvalidOperationException($"{side} counted {counted} events of {expected}.");
        }
    }

    private static RoundResult Show(string name, RoundResult result)
    {
        Write($"{name}: {result.EventsPerSecond:N0} events/s, {result.CpuPerMillion:N1} CPU-s per million");
        if (result.AllocatedBytes > 0)
        {
            Write($"  {result.AllocatedPerEvent:N0} bytes allocated an event");
        }

        return result;
    }

    private static void Report(List<RoundResult> ours, List<RoundResult> theirs, Latencies latencies)
    {
        if (ours.Count > 0)
        {
            Write($"accept to counted at {Latencies.Load:N0} events/s: p50 {latencies.Quantile(0.5):N1} ms, p99 {latencies.Quantile(0.99):N1} ms");
        }

        if (ours.Count > 0 && theirs.Count > 0)
        {
            var (rate, cpu) = (Median(ours, result => result.EventsPerSecond), Median(ours, result => result.CpuPerMillion));
            var (theirRate, theirCpu) = (Median(theirs, result => result.EventsPerSecond), Median(theirs, result => result.CpuPerMillion));
            Write($"| median of {ours.Count} | Tallystick | PostgreSQL | ratio |");
            Write($"|---|---|---|---|");
            Write($"| events/s | {rate:N0} | {theirRate:N0} | {rate / theirRate:N2} |");
            Write($"| CPU-seconds per million | {cpu:N1} | {theirCpu:N1} | {cpu / theirCpu:N2} |");
        }
    }

    private static double Median(List<RoundResult> results, Func<RoundResult, double> figure)
    {
        var sorted = results.Select(figure).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
