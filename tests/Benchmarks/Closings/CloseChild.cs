using System.Diagnostics;
using System.Globalization;
using Tallystick.Core.Billing;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Closings;

/// <summary>The child process that closes all that is due: a process of its own, so that the memory is what closing needs.</summary>
internal static class CloseChild
{
    /// <summary>Behind the end of January and its grace time.</summary>
    private static readonly TimeSpan AMonthLater = TimeSpan.FromDays(31) + TimeSpan.FromHours(2);

    internal static async Task RunAsync(string directory)
    {
        await using var services = ClosingServices.Open(directory);
        services.Time.Advance(AMonthLater);
        var cpu = ProcessFigures.CpuSeconds(Environment.ProcessId);
        var watch = Stopwatch.StartNew();
        var run = await services.Get<Closing>().CloseAllAsync(services.Time.Now, int.MaxValue, default);
        watch.Stop();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Closed} {watch.Elapsed.TotalSeconds} {ProcessFigures.CpuSeconds(Environment.ProcessId) - cpu} {ProcessFigures.PeakResidentBytes(Environment.ProcessId)}"));
    }
}
