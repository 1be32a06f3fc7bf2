using System.Globalization;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>Contenders by turns, the first compared with each of the others.</summary>
internal static class IngestComparison
{
    private static readonly string[] Heads =
    [
        "median", "events/s", "ratio", "requests/s", "ratio", "CPU-s per million", "ratio", "store alone", "bytes allocated an event",
        "ack p50 ms", "ack p99 ms", "counted p50 ms", "counted p99 ms",
    ];

    internal static async Task RunAsync(int rounds, int events, params Contender[] contenders)
    {
        var results = contenders.Select(_ => new List<RoundResult>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (contender, its) in contenders.Zip(results))
            {
                var result = await Round.RunAsync(contender, events);
                its.Add(result);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{round} {contender.Name}: {result.EventsPerSecond:N0} events/s, {result.CpuPerMillion:N1} CPU-s per million"));
            }
        }

        Console.WriteLine();
        Table.Write(Heads, contenders.Zip(results, (contender, its) => Row(contender.Name, its, results[0])));
        Console.WriteLine(
            """
            ratio: the first line's figure by this one's; events/s: until all are counted and durable; requests/s: until all are answered
            ack, counted: at half of that load, from request to answer and from answer to the request's last event being seen as counted
            """);
    }

    private static string[] Row(string name, List<RoundResult> its, List<RoundResult> first)
    {
        return
        [
            name, Of(result => result.EventsPerSecond), Ratio(result => result.EventsPerSecond), Of(result => result.RequestsPerSecond),
            Ratio(result => result.RequestsPerSecond),
            Of(result => result.CpuPerMillion, 1), Ratio(result => result.CpuPerMillion), Of(result => result.StoreCpuPerMillion, 1),
            Of(result => result.AllocatedPerEvent), Of(result => result.Acknowledged.Median, 1), Of(result => result.Acknowledged.P99, 1),
            Of(result => result.Counted.Median, 1), Of(result => result.Counted.P99, 1),
        ];

        string Of(Func<RoundResult, double> figure, int digits = 0) => Table.Cell(Table.Median(its.Select(figure)), digits);

        string Ratio(Func<RoundResult, double> figure) => Table.Cell(Table.Median(first.Select(figure)) / Table.Median(its.Select(figure)), 2);
    }
}
