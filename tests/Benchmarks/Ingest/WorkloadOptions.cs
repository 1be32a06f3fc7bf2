namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What the events are like.</summary>
/// <param name="Customers">How many customers there are.</param>
/// <param name="Metrics">How many metrics, all used alike.</param>
/// <param name="Zipf">The exponent of Zipf's law by which events fall on customers; 0 for evenly.</param>
/// <param name="Hot">The share of the events that one customer has besides.</param>
/// <param name="Batch">Events a request.</param>
internal sealed record WorkloadOptions(int Customers = 10_000, int Metrics = 5, double Zipf = 1.1, double Hot = 0, int Batch = 100)
{
    /// <summary>Few customers have almost everything.</summary>
    internal static WorkloadOptions Skewed { get; } = new(Zipf: 1.5, Hot: 0.4);

    /// <summary>The same, but every customer has as much as the next.</summary>
    internal WorkloadOptions Even => this with { Zipf = 0, Hot = 0 };

    /// <summary>How far back the events occurred, evenly.</summary>
    internal TimeSpan Span { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How many requests are under way at full load: enough that a small batch does not wait for the disk alone.</summary>
    internal int Connections => Batch >= 10 ? 16 : 128;
}
