namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What one round of one side came to.</summary>
/// <param name="Events">How many events were sent in the timed part.</param>
/// <param name="Seconds">From the first byte sent until all were counted and durable.</param>
/// <param name="CpuSeconds">What the server's processes used meanwhile, user and system.</param>
internal sealed record RoundResult(int Events, double Seconds, double CpuSeconds)
{
    /// <summary>What the server allocated in managed memory meanwhile, in bytes; 0 where there is no such figure.</summary>
    internal long AllocatedBytes { get; init; }

    internal double AllocatedPerEvent => (double)AllocatedBytes / Events;

    internal double EventsPerSecond => Events / Seconds;

    internal double CpuPerMillion => CpuSeconds * 1_000_000 / Events;
}
