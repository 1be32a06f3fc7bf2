using System.Diagnostics;

namespace Tallystick.Tests.Benchmarks.Measures;

/// <summary>
/// Calls at a steady rate, whether or not the earlier ones are answered: a pause of the side under test is seen by every call that falls into
/// it.
/// </summary>
internal static class OpenLoop
{
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);

    /// <param name="calls">How many calls.</param>
    /// <param name="perSecond">How many start a second.</param>
    /// <param name="call">The call of a number.</param>
    internal static async Task RunAsync(int calls, double perSecond, Func<int, Task> call)
    {
        var watch = Stopwatch.StartNew();
        var running = new Task[calls];
        for (var i = 0; i < calls; i++)
        {
            while (watch.Elapsed.TotalSeconds < i / perSecond)
            {
                await Task.Delay(Resolution);
            }

            running[i] = call(i);
        }

        await Task.WhenAll(running);
    }

    /// <summary>The times of calls at a steady rate.</summary>
    internal static async Task<Quantiles> MeasureAsync(int calls, double perSecond, Func<int, Task> call)
    {
        var times = new Quantiles();
        await RunAsync(calls, perSecond, i => times.MeasureAsync(() => call(i)));
        return times;
    }
}
