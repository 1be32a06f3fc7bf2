using System.Globalization;
using Tallystick.Local;

namespace Tallystick.Tests.Benchmarks.Growth;

/// <summary>The child process that makes claims straight in a data directory: a process of its own, so that their memory goes with it.</summary>
internal static class FillChild
{
    private const int CallSize = 10_000;
    private const int Callers = 4;

    internal static async Task RunAsync(string directory, string seed, string claims)
    {
        await using var backend = LocalBackend.Open(directory, new LocalOptions(), TimeProvider.System);
        var sample = new SampleClaims(int.Parse(seed, CultureInfo.InvariantCulture), backend.Log.Number, backend.Log.PartitionCount);
        var left = int.Parse(claims, CultureInfo.InvariantCulture);
        var running = new Queue<Task>();
        while (left > 0)
        {
            if (running.Count == Callers)
            {
                await running.Dequeue();
            }

            var call = sample.Next(Math.Min(left, CallSize));
            left -= call.Length;
            running.Enqueue(backend.Claims.ClaimAsync(call, default).AsTask());
        }

        await Task.WhenAll(running);
    }
}
