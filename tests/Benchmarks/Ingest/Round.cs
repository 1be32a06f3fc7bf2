using System.Diagnostics;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>Warm up, full load, half load, and the count of what came of it.</summary>
internal static class Round
{
    private const int WarmUpEvents = 500_000;

    /// <summary>Runs a side from its start to its end.</summary>
    internal static async Task<RoundResult> RunAsync(Contender contender, int events)
    {
        await using var side = await contender.StartAsync(contender.Workload);
        return await RunAsync(side, contender, events);
    }

    /// <summary>Runs on a side that runs already and has counted nothing of the workload.</summary>
    internal static async Task<RoundResult> RunAsync(ISide side, Contender contender, int events)
    {
        var workload = new Workload(contender.Workload, TimeProvider.System.GetUtcNow().UtcDateTime);
        var connections = contender.Workload.Connections;
        var warmUp = workload.Batches("warm", WarmUpEvents);
        await LoadGenerator.FullAsync(side, side.Bodies(warmUp), connections);
        var allocated = await side.DrainAsync();
        var timed = workload.Batches("timed", events);
        var bodies = side.Bodies(timed);
        GC.Collect();
        var (cpu, storeCpu) = (side.CpuSeconds, side.StoreCpuSeconds);
        var watch = Stopwatch.StartNew();
        var answered = await LoadGenerator.FullAsync(side, bodies, connections);
        allocated = await side.DrainAsync() - allocated;
        var result = new RoundResult(events, watch.Elapsed.TotalSeconds, side.CpuSeconds - cpu, side.StoreCpuSeconds - storeCpu)
        {
            RequestsPerSecond = bodies.Length / answered,
            AllocatedPerEvent = allocated > 0 ? (double)allocated / events : double.NaN,
        };

        // As long as the full load took.
        var paced = workload.Batches("paced", events / 2);
        var pacedBodies = side.Bodies(paced);
        var (acknowledged, counted) = await LoadGenerator.PacedAsync(side, pacedBodies, pacedBodies.Length / result.Seconds);
        await side.DrainAsync();
        Check(contender.Name, await side.CountAsync(), warmUp, timed, paced);
        return result with { Acknowledged = acknowledged, Counted = counted };
    }

    /// <summary>Fails where a side did not count each event once.</summary>
    private static void Check(string side, long counted, params SampleEvent[][][] streams)
    {
        var expected = streams.SelectMany(stream => stream).SelectMany(batch => batch).Select(item => item.Key).Distinct().Count();
        if (counted != expected)
        {
            throw new InvalidOperationException($"{side} counted {counted} events of {expected}.");
        }
    }
}
