using System.Globalization;
using Tallystick.Tests.Benchmarks.Ingest;

namespace Tallystick.Tests.Benchmarks.Operations;

/// <summary>What is counted.</summary>
/// <param name="Events">How many events are sent.</param>
/// <param name="Workload">What they are like.</param>
/// <param name="MeterBatch">Records a batch that is metered.</param>
/// <param name="Partitions">Partitions of the log.</param>
internal sealed record OperationsOptions(int Events, WorkloadOptions Workload, int MeterBatch = 1000, int Partitions = 4)
{
    private const int DefaultEvents = 200_000;

    /// <summary>The workload and its like with even customers, each in requests as given and of one event.</summary>
    internal IEnumerable<WorkloadOptions> Workloads =>
        new[] { Workload, Workload with { Batch = 1 }, Workload.Even, Workload.Even with { Batch = 1 } }.Distinct();

    internal static bool TryParse(string[] args, out OperationsOptions options)
    {
        options = new OperationsOptions(DefaultEvents, new WorkloadOptions());
        List<string> others = ["--events", $"{DefaultEvents}"];
        foreach (var pair in args.Chunk(2))
        {
            if (pair is not (["--meter-batch", _] or ["--partitions", _]))
            {
                others.AddRange(pair);
                continue;
            }

            if (!int.TryParse(pair[1], CultureInfo.InvariantCulture, out var number) || number is < 1 or > ushort.MaxValue)
            {
                return false;
            }

            options = pair[0] == "--partitions" ? options with { Partitions = number } : options with { MeterBatch = number };
        }

        var isWellFormed = IngestOptions.TryParse([.. others], new WorkloadOptions(), "tally", out var ingest);
        options = options with { Events = ingest.Events, Workload = ingest.Workload };
        return isWellFormed;
    }
}
