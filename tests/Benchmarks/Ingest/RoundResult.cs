using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What one round of one side came to.</summary>
/// <param name="Events">How many events were sent in the timed part.</param>
/// <param name="Seconds">From the first byte sent until all were counted and durable.</param>
/// <param name="CpuSeconds">What the side's processes used meanwhile, user and system.</param>
/// <param name="StoreCpuSeconds">What the store's processes used of it; not a number where the service is the store.</param>
internal sealed record RoundResult(int Events, double Seconds, double CpuSeconds, double StoreCpuSeconds)
{
    /// <summary>The rate of the answers, from the first byte sent until the last answer.</summary>
    internal required double RequestsPerSecond { get; init; }

    /// <summary>The bytes of managed memory that the service allocated meanwhile; not a number where there is no such figure.</summary>
    internal required double AllocatedPerEvent { get; init; }

    /// <summary>From a request to its answer, at half of the load.</summary>
    internal Quantiles Acknowledged { get; init; } = new();

    /// <summary>From the answer until the request's last event is seen as counted, at half of the load.</summary>
    internal Quantiles Counted { get; init; } = new();

    internal double EventsPerSecond => Events / Seconds;

    internal double CpuPerMillion => CpuSeconds * 1_000_000 / Events;

    internal double StoreCpuPerMillion => StoreCpuSeconds * 1_000_000 / Events;
}
