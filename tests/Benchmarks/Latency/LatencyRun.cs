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

        var rows = new List<string[]>();
        Add(await HoldLoad.MeasureAsync(side.Merchant), "hold of money, 1,000 a second");
        Add(await MeterLoad.MeasureAsync(side.Merchant, ofOneCustomer: true), "month by hour, a customer");
        Add(await MeterLoad.MeasureAsync(side.Merchant, ofOneCustomer: false), "month by hour, all customers");
        var load = side.Bodies(month.Batches("load", options.Events));
        foreach (var (path, times) in await DashboardLoad.MeasureAsync(side, load, options.Workload.Connections))
        {
            Add(times, $"{path}, during ingest");
        }

        Table.Write(Heads, rows);

        void Add(Quantiles times, string name) =>
            rows.Add([name, Table.Cell(times.Count), Table.Cell(times.Median, 1), Table.Cell(times.P99, 1), Table.Cell(times.Most, 1)]);
    }
}
