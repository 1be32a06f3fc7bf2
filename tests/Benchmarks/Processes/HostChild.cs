using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Hosting;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>The child process that is the host as it is. Drained when everything that the log holds is metered.</summary>
internal static class HostChild
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    internal static async Task RunAsync(string directory)
    {
        await using var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = directory }, TimeProvider.System, default);
        var (log, progress) = (host.Services.GetRequiredService<IEventLog>(), host.Services.GetRequiredService<MeterProgress>());
        await ChildLoop.RunAsync(() => DrainAsync(log, progress), host.BaseUrl.ToString(), host.OperatorKey.Key);
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
