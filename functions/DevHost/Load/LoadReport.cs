namespace Tallystick.DevHost.Load;

/// <summary>What became of a load's deliveries.</summary>
public sealed record LoadReport
{
    /// <summary>Deliveries that the server has made durable.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Deliveries that it refused, by code.</summary>
    public required IReadOnlyDictionary<string, int> Failed { get; init; }

    /// <summary>Requests that had to be sent again because there was no answer, or none that settles anything.</summary>
    public required int Retries { get; init; }

    /// <summary>From the first request to the last answer.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long each request took, ascending.</summary>
    public required IReadOnlyList<TimeSpan> Latencies { get; init; }

    /// <summary>Acknowledged deliveries a second.</summary>
    public double Rate => Acknowledged / Elapsed.TotalSeconds;

    /// <summary>The latency that a fraction of the requests did not exceed (nearest rank); zero where there was no request.</summary>
    public TimeSpan Percentile(double fraction) =>
        Latencies.Count == 0 ? TimeSpan.Zero : Latencies[Math.Clamp((int)Math.Ceiling(fraction * Latencies.Count) - 1, 0, Latencies.Count - 1)];
}
