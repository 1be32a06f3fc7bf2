using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Http.Telemetry;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Timers;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class MeasureLagTests
{
    private readonly MemoryBackend backend = new();
    private readonly Dictionary<(string Instrument, int Partition), double> measured = [];

    [Fact]
    public async Task Every_partition_says_how_many_records_wait_and_for_how_long()
    {
        await using var host = await TriggerHost.StartAsync(backend);
        using var merchant = await Merchant.OpenAsync(host);
        await merchant.ReportAsync("one");
        backend.Time.Advance(TimeSpan.FromSeconds(42));
        await merchant.ReportAsync("two");
        var (partition, _) = await backend.RecordsAsync();
        using var listener = Listen(host.Services.GetRequiredService<PipelineMetrics>().Meter);

        await host.Create<MeasureLag>().RunAsync(new TimerInfo(), default);

        Assert.All(Enumerable.Range(0, backend.Log.PartitionCount), each => Assert.Equal(
            each == partition ? (42, 2) : (0, 0), (measured[("tally.meter.lag", each)], measured[("tally.meter.lag.records", each)])));
    }

    private MeterListener Listen(Meter meter)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (ReferenceEquals(instrument.Meter, meter))
                {
                    all.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured[(instrument.Name, (int)tags[0].Value!)] = value;
}
