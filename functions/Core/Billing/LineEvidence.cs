using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>What in the log stands behind a line, so that anyone with the log can count again.</summary>
public sealed record LineEvidence
{
    /// <summary>How many events count. On a line that corrects an invoice: how many more, or fewer where it is below 0.</summary>
    public required long EventCount { get; init; }

    /// <summary>Where in the log they stand: at most one range a partition.</summary>
    public required IReadOnlyList<PositionRange> Positions { get; init; }

    /// <summary>The hash of the events, whatever their order; see <see cref="Aggregate.Hash"/> for what was corrected.</summary>
    public required MultisetHash Hash { get; init; }
}
