using System.Diagnostics;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>Ours: the same events as batches of CloudEvents over HTTP, until all are counted.</summary>
internal static class TallyRound
{
    private const int Senders = 16;

    internal static async Task<RoundResult> RunAsync(SampleEvent[][] warmUp, SampleEvent[][] batches, Latencies latencies, SampleEvent[][] paced)
    {
        await using var host = await TallyProcess.StartAsync();
        using var merchant = await TallyMerchant.CreateAsync(host);
        var allocated = await SendAsync(host, merchant, merchant.Bodies(warmUp));
        var bodies = merchant.Bodies(batches);
        GC.Collect();
        var cpu = host.CpuSeconds;
        var watch = Stopwatch.StartNew();
        allocated = await SendAsync(host, merchant, bodies) - allocated;
        var result = new RoundResult(batches.Sum(batch => batch.Length), watch.Elapsed.TotalSeconds, host.CpuSeconds - cpu) { AllocatedBytes = allocated };
        await latencies.MeasureAsync(merchant, paced);
        await host.DrainAsync();
        IngestComparison.Check("Tallystick", await merchant.CountAsync(), warmUp, batches, paced);
        return result;
    }

    /// <summary>Sends bodies and waits until their events are counted; tells what the host has allocated by then.</summary>
    private static async Task<long> SendAsync(TallyProcess host, TallyMerchant merchant, byte[][] bodies)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < bodies.Length; i = Interlocked.Increment(ref next))
            {
                await merchant.SendAsync(bodies[i]);
            }
        }));
        return await host.DrainAsync();
    }
}
