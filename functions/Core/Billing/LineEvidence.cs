using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>What in the log stands behind a line, so that anyone with the log can count again.</summary>
public sealed record LineEvidence
{
    /// <summary>How many events were counted.</summary>
    public required long EventCount { get; init; }

    /// <summary>Where in the log they stand: at most one range a partition.</summary>
    public required IReadOnlyList<PositionRange> Positions { get; init; }

    /// <summary>The hash of the events, whatever their order.</summary>
    public required MultisetHash Hash { get; init; }
}
