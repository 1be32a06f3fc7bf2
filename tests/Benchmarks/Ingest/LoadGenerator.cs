using System.Diagnostics;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The same load for every side.</summary>
internal static class LoadGenerator
{
    // At half load, so many requests a second are followed until they are counted: more would be a load of their own.
    private const double FollowedPerSecond = 20;

    /// <summary>Sends bodies as fast as they are answered: the seconds until all are.</summary>
    internal static async Task<double> FullAsync(ISide side, byte[][] bodies, int connections)
    {
        var watch = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < bodies.Length; i = Interlocked.Increment(ref next))
            {
                await side.SendAsync(bodies[i]);
            }
        }));
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Sends bodies at a steady rate: the times to their answers, and from there to their being counted.</summary>
    internal static async Task<(Quantiles Acknowledged, Quantiles Counted)> PacedAsync(ISide side, byte[][] bodies, double perSecond)
    {
        var (acknowledged, counted) = (new Quantiles(), new Quantiles());
        var stride = (int)Math.Max(1, perSecond / FollowedPerSecond);
        await OpenLoop.RunAsync(bodies.Length, perSecond, async i =>
        {
            var watch = Stopwatch.StartNew();
            var answer = await side.SendAsync(bodies[i]);
            acknowledged.Add(watch.Elapsed);
            if (i % stride == 0)
            {
                watch.Restart();
                await side.WhenCountedAsync(answer);
                counted.Add(watch.Elapsed);
            }
        });
        return (acknowledged, counted);
    }
}
