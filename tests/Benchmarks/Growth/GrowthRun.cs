using System.Diagnostics;
using System.Globalization;
using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Growth;

/// <summary>The same load on one directory, with few claims and with many.</summary>
internal static class GrowthRun
{
    private const double Megabyte = 1024 * 1024;

    private static readonly string[] Heads =
    [
        "claims", "disk bytes a claim", "start to ready s", "resident MB then", "and after the load", "events/s", "CPU-s per million",
        "disk bytes an event",
    ];

    internal static async Task RunAsync(GrowthOptions options)
    {
        using var directory = new TemporaryDirectory();
        var rows = new List<string[]>();
        var filled = 0;
        foreach (var size in options.Sizes)
        {
            var bytes = directory.Bytes;
            await Command.RunAsync(
                ChildProcess.Program, "fill", directory.Path, Number(size), Number(size - filled));
            var perClaim = (double)(directory.Bytes - bytes) / (size - filled);
            filled = size;
            rows.Add([Table.Cell(size), Table.Cell(perClaim, 1), .. await MeasureAsync(directory, options.Events)]);
        }

        Table.Write(Heads, rows);
        Console.WriteLine("disk bytes an event: everything that a different event of the load adds, its claim included");
    }

    private static async Task<string[]> MeasureAsync(TemporaryDirectory directory, int events)
    {
        var contender = new Contender("Tallystick", TallySide.StartAsync, new WorkloadOptions());
        using var merchant = await CreateMerchantAsync(directory, contender.Workload);
        var bytes = directory.Bytes;
        var watch = Stopwatch.StartNew();
        var host = await TallyProcess.StartAsync(directory.Path);
        var ready = watch.Elapsed.TotalSeconds;
        var resident = host.Child.ResidentBytes;
        RoundResult result;
        long counted, residentAfter;
        await using (var side = new TallySide(host, merchant.On(host)))
        {
            result = await Round.RunAsync(side, contender, events);
            counted = await side.CountAsync();
            residentAfter = host.Child.ResidentBytes;
        }

        return
        [
            Table.Cell(ready, 1), Table.Cell(resident / Megabyte), Table.Cell(residentAfter / Megabyte), Table.Cell(result.EventsPerSecond),
            Table.Cell(result.CpuPerMillion, 1), Table.Cell((double)(directory.Bytes - bytes) / counted),
        ];
    }

    // The host is closed before the files are measured: what the database keeps beside its file is in it then.
    private static async Task<TallyMerchant> CreateMerchantAsync(TemporaryDirectory directory, WorkloadOptions workload)
    {
        await using var host = await TallyProcess.StartAsync(directory.Path);
        return await TallyMerchant.CreateAsync(host, workload);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
