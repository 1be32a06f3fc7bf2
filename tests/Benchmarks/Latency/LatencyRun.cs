using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>The answers of a host that holds a month of events.</summary>
internal static class LatencyRun
{
    private static readonly string[] Heads = ["answer", "calls", "p50 ms", "p99 ms", "most ms"];

    internal static async Task RunAsync(IngestOptions options)
    {
        // A little less than the host looks back: the events are sent after they are made.
        var month = new Workload(options.Workload with { Span = TimeSpan.FromDays(30) }, TimeProvider.System.GetUtcNow().UtcDateTime);
        using var directory = new TemporaryDirectory();
        var host = await TallyProcess.StartAsync(directory.Path);
        await using var side = new TallySide(host, await TallyMerchant.CreateAsync(host, options.Workload, mode: "test"));
        await PrepaidCustomers.SubscribeAsync(side.Merchant);
        await LoadGenerator.FullAsync(side, side.Bodies(month.Batches("month", options.Events)), options.Workload.Connections);
        await side.DrainAsync();

        Table.Head(Heads);
        Add(await HoldLoad.MeasureAsync(side.Merchant), "hold of money, 1,000 a second");
        Add(await HoldLoad.MeasureLooksAsync(side.Merchant), "look at a hold, 1,000 a second");
        Add(await MeterLoad.MeasureAsync(side.Merchant, ofOneCustomer: true), "month by hour, a customer");
        Add(await MeterLoad.MeasureAsync(side.Merchant, ofOneCustomer: false), "month by hour, all customers");

        // Of the last minutes, as events are while they come in.
        var lately = new Workload(options.Workload, TimeProvider.System.GetUtcNow().UtcDateTime);
        var load = side.Bodies(lately.Batches("load", options.Events));
        foreach (var (path, times) in await DashboardLoad.MeasureAsync(side, load, options.Workload.Connections))
        {
            Add(times, $"{path}, during ingest");
        }

        static void Add(Quantiles times, string name) =>
            Table.Row([name, Table.Cell(times.Count), Table.Cell(times.Median, 1), Table.Cell(times.P99, 1), Table.Cell(times.Most, 1)]);
    }
}
