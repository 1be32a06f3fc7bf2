using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tallystick.Tests.Benchmarks.Measures;

/// <summary>Times in milliseconds, by their ranks. Thread-safe.</summary>
internal sealed class Quantiles
{
    private readonly ConcurrentBag<double> milliseconds = [];

    internal double Median => At(0.5);

    internal double P99 => At(0.99);

    internal double Most => At(1);

    internal int Count => milliseconds.Count;

    internal void Add(TimeSpan time) => milliseconds.Add(time.TotalMilliseconds);

    /// <summary>Adds the time of a call.</summary>
    internal async Task MeasureAsync(Func<Task> call)
    {
        var watch = Stopwatch.StartNew();
        await call();
        Add(watch.Elapsed);
    }

    /// <summary>The time that the share of all does not exceed; not a number where there is none.</summary>
    internal double At(double share)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
    }
}
