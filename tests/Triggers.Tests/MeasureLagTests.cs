using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Http.Telemetry;
using Tallystick.Tests.Http.Tests.Kit;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Timers;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class MeasureLagTests
{
    private readonly MemoryBackend backend = new();

    [Fact]
    public async Task Every_partition_says_how_many_records_wait_and_for_how_long()
    {
        await using var host = await TriggerHost.StartAsync(backend);
        using var merchant = await Merchant.OpenAsync(host);
        await merchant.ReportAsync("one");
        backend.Time.Advance(TimeSpan.FromSeconds(42));
        await merchant.ReportAsync("two");
        var (partition, _) = await backend.RecordsAsync();
        using var measured = new MetricCollector(host.Services.GetRequiredService<PipelineMetrics>().Meter);

        await host.Create<MeasureLag>().RunAsync(new TimerInfo(), default);

        Assert.All(Enumerable.Range(0, backend.Log.PartitionCount), each => Assert.Equal(
            each == partition ? (42, 2) : (0, 0), (measured[$"tally.meter.lag tally.partition={each}"], measured[$"tally.meter.lag.records tally.partition={each}"])));
    }
}
