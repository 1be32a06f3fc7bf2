using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What one round of one side came to.</summary>
/// <param name="Events">How many events were sent in the timed part.</param>
/// <param name="Requests">In how many requests.</param>
/// <param name="Seconds">From the first byte sent until all were counted and durable.</param>
/// <param name="CpuSeconds">What the side's processes used meanwhile, user and system.</param>
/// <param name="StoreCpuSeconds">What the store's processes used of it; not a number where the service is the store.</param>
/// <param name="AllocatedBytes">What the service allocated in managed memory meanwhile; 0 where there is no such figure.</param>
internal sealed record RoundResult(int Events, int Requests, double Seconds, double CpuSeconds, double StoreCpuSeconds, long AllocatedBytes)
{
    /// <summary>From a request to its answer, at half of the load.</summary>
    internal Quantiles Acknowledged { get; init; } = new();

    /// <summary>From the answer until the request's last event is seen as counted, at half of the load.</summary>
    internal Quantiles Counted { get; init; } = new();

    internal double AllocatedPerEvent => AllocatedBytes == 0 ? double.NaN : (double)AllocatedBytes / Events;

    internal double EventsPerSecond => Events / Seconds;

    internal double RequestsPerSecond => Requests / Seconds;

    internal double CpuPerMillion => CpuSeconds * 1_000_000 / Events;

    internal double StoreCpuPerMillion => StoreCpuSeconds * 1_000_000 / Events;
}
