namespace Tallystick.Http.Health;

/// <summary>How readiness is asked for.</summary>
public sealed record ReadinessSettings
{
    /// <summary>How long a port may take to answer.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer is kept for others who ask: shorter than the time between two probes of one place, so that none is told the same twice.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromSeconds(5);
}
