using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Operations;

/// <summary>What events ask of the ports, and what of it Azure bills. Nothing is timed: the same options give the same figures.</summary>
internal static class OperationsRun
{
    private const double Million = 1e6;

    private static readonly (string Name, Func<CountedPipeline, double> Count)[] Operations =
    [
        ("log: appends", counted => counted.Log.Appends),
        ("log: records", counted => counted.Log.Records),
        ("log: MB", counted => counted.Log.Bytes / Million),
        ("log: ingress events of 64 KB", counted => counted.Log.IngressEvents),
        ("log: reads", counted => counted.Log.Reads),
        ("claims: calls", counted => counted.Claims.Calls),
        ("claims: rows inserted", counted => counted.Claims.Rows),
        ("claims: table transactions", counted => counted.Claims.Transactions),
        ("claims: of them failed by a duplicate", counted => counted.Claims.Failed),
        ("claims: table point reads", counted => counted.Claims.Reads),
        ("documents: point reads at ingest", counted => counted.AtIngest.Reads),
        ("documents: point reads at metering", counted => counted.AtMetering.Reads),
        ("documents: lists", counted => counted.AtIngest.Lists + counted.AtMetering.Lists),
        ("documents: commits", counted => counted.AtIngest.Commits + counted.AtMetering.Commits),
        ("documents: writes", counted => counted.AtIngest.Writes + counted.AtMetering.Writes),
        ("documents: MB written", counted => (counted.AtIngest.BytesWritten + counted.AtMetering.BytesWritten) / Million),
        ("request units: point reads at ingest", counted => counted.AtIngest.ReadUnits),
        ("request units: point reads at metering", counted => counted.AtMetering.ReadUnits),
        ("request units: lists", counted => counted.AtIngest.ListUnits + counted.AtMetering.ListUnits),
        ("request units: writes", counted => counted.AtIngest.WriteUnits + counted.AtMetering.WriteUnits),
        ("request units: all", counted => counted.AtIngest.Units + counted.AtMetering.Units),
    ];

    internal static async Task RunAsync(OperationsOptions options)
    {
        var (heads, columns) = (new List<string> { "per million events" }, new List<double[]>());
        foreach (var workload in options.Workloads)
        {
            var counted = await CountedPipeline.RunAsync(options, workload);
            heads.Add(NameOf(workload));
            columns.Add([.. Operations.Select(operation => operation.Count(counted) * Million / options.Events)]);
        }

        Table.Write([.. heads], Operations.Select((operation, row) => (string[])[operation.Name, .. columns.Select(column => Table.Cell(column[row]))]));
    }

    private static string NameOf(WorkloadOptions workload) => FormattableString.Invariant(
        $"zipf {workload.Zipf}{(workload.Hot > 0 ? $", hot {workload.Hot}" : "")}, requests of {workload.Batch}");
}
