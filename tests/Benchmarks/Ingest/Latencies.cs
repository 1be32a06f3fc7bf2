using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The time from the answer to a batch until its last event is seen as counted, at a load well below the limit.</summary>
internal sealed class Latencies
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);
    private readonly ConcurrentBag<double> milliseconds = [];

    /// <summary>The events a second that are sent.</summary>
    internal static double Load => Workload.BatchSize / Interval.TotalSeconds;

    /// <summary>A quantile of what was measured, in milliseconds.</summary>
    internal double Quantile(double share)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
    }

    /// <summary>Sends batches at a steady pace and follows each.</summary>
    internal async Task MeasureAsync(TallyMerchant merchant, SampleEvent[][] batches)
    {
        var followed = new List<Task>();
        using var pace = new PeriodicTimer(Interval);
        foreach (var body in merchant.Bodies(batches))
        {
            await pace.WaitForNextTickAsync();
            followed.Add(FollowAsync(merchant, body));
        }

        await Task.WhenAll(followed);
    }

    private async Task FollowAsync(TallyMerchant merchant, byte[] body)
    {
        using var answer = JsonDocument.Parse(await merchant.SendAsync(body));
        var watch = Stopwatch.StartNew();
        var id = answer.RootElement.GetProperty("successful")[Workload.BatchSize - 1].GetProperty("id").GetString()!;
        while (await merchant.StatusAsync(id) != "counted")
        {
            await Task.Delay(PollInterval);
        }

        milliseconds.Add(watch.Elapsed.TotalMilliseconds);
    }
}
