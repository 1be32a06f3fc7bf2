using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Hosting;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>
/// The child process: the host as it is, and beside it a line on standard output for each on standard input, once everything that the log
/// holds is metered: how many bytes the process has allocated so far.
/// </summary>
internal static class HostChild
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    internal static async Task RunAsync(string directory)
    {
        await using var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = directory }, TimeProvider.System, default);
        Console.WriteLine(host.BaseUrl);
        Console.WriteLine(host.OperatorKey.Key);
        while (await Console.In.ReadLineAsync() is not null)
        {
            await DrainAsync(host.Services.GetRequiredService<IEventLog>(), host.Services.GetRequiredService<MeterProgress>());
            Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task DrainAsync(IEventLog log, MeterProgress progress)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var last = await log.LastSequenceAsync(partition, default);
            while (await progress.ReadAsync(log.Number, partition, default) < last)
            {
                await Task.Delay(PollInterval);
            }
        }
    }
}
