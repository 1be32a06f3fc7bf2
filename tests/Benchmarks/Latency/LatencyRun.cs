using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>The answers of a host that holds a month of events.</summary>
internal static class LatencyRun
{
    private static readonly string[] Heads = ["answer", "calls", "p50 ms", "p99 ms", "most ms", "processor ms a call"];

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
        await AddAsync("hold of money, 1,000 a second", () => HoldLoad.MeasureAsync(side.Merchant), HoldLoad.Calls);
        await AddAsync("look at a hold, 1,000 a second", () => HoldLoad.MeasureLooksAsync(side.Merchant), HoldLoad.Calls);
        await AddAsync("check of a metered feature, 1,000 a second", () => FeatureLoad.MeasureAsync(side.Merchant), FeatureLoad.Calls);
        await AddAsync("month by hour, a customer", () => MeterLoad.MeasureAsync(side.Merchant, ofOneCustomer: true), MeterLoad.OfOneCustomer);
        await AddAsync("month by hour, all customers", () => MeterLoad.MeasureAsync(side.Merchant, ofOneCustomer: false), MeterLoad.OfAll);
        var dashboard = new DashboardLoad(side);
        foreach (var path in dashboard.Paths)
        {
            await AddAsync($"{path} alone", () => dashboard.MeasureAloneAsync(path), DashboardLoad.Alone);
        }

        // Of the last minutes, as events are while they come in.
        var lately = new Workload(options.Workload, TimeProvider.System.GetUtcNow().UtcDateTime);
        var load = side.Bodies(lately.Batches("load", options.Events));
        foreach (var (path, times) in await dashboard.MeasureAsync(load, options.Workload.Connections))
        {
            Add(times, $"{path}, during ingest", double.NaN);
        }

        async Task AddAsync(string name, Func<Task<Quantiles>> measure, int calls)
        {
            var before = host.Child.CpuSeconds;
            var times = await measure();
            Add(times, name, (host.Child.CpuSeconds - before) * 1000 / calls);
        }

        static void Add(Quantiles times, string name, double processor) => Table.Row(
            [name, Table.Cell(times.Count), Table.Cell(times.Median, 1), Table.Cell(times.P99, 1), Table.Cell(times.Most, 1), Table.Cell(processor, 2)]);
    }
}
