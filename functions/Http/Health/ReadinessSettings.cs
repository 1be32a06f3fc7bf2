namespace Tallystick.Http.Health;

/// <summary>How readiness is asked for.</summary>
public sealed record ReadinessSettings
{
    /// <summary>How long a port may take to answer.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(5);
}
