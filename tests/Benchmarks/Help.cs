using Tallystick.Tests.Benchmarks.Ingest;

namespace Tallystick.Tests.Benchmarks;

/// <summary>What the command line can do.</summary>
internal static class Help
{
    internal static string Text =>
        $"""
        ingest    Sides by turns on the same events: rate, processor time, latency at half load. Ends with a table.
            --side LIST         {Sides.All} unless said otherwise
            --events 300000     timed events a round
            --rounds 2          how often each side runs; the table shows medians
            --batch 100         events a request; 1 sends single events
            --customers 10000   --metrics 5
            --zipf 1.1          exponent of Zipf's law over the customers; 0 for evenly
            --hot 0             share of the events that one customer has besides

        skew      Each side by turns on skewed and on even customers; options as above, --side tally --zipf 1.5 --hot 0.4 unless said otherwise.

        latency   Tallystick's other answers: holds of money at 1,000 a second, meter queries of a month by hour, and the lists that a dashboard
                  shows while events come in at full speed; --events and the workload as above. Acceptance and counting: see ingest.

        growth    Tallystick on a directory with a million claims, and with many: rate, processor time, memory, start, disk.
            --claims 50000000   how many are many
            --events 300000     timed events at each size

        closing   Subscriptions whose month is over, closed, rated, invoiced and issued on the embedded back end: time, processor time, memory, disk.
            --subscriptions 100000
            --windows 10        hours in which each has usage

        operations  What a million events ask of log, claims and documents, as Azure bills it. Nothing is timed: the same options give the same counts.
                  Even customers and requests of one event are counted beside what the options say. Request units are estimated by Cosmos DB's rules
                  of thumb: a point read 1, a write 5, for each KB begun. Every read that reaches the port counts, also one that a cache would answer.
            --events 200000     events that are sent; the counts are scaled to a million
            --meter-batch 1000  log records a batch that is metered, as the Event Hubs trigger is set to hand them over at most
            --partitions 4      partitions of the log
            --batch 100         --customers 10000   --metrics 5   --zipf 1.1   --hot 0   as for ingest
        """;
}
