namespace Tallystick.Core.Usage;

/// <summary>The ways in which a delivery does not count.</summary>
public enum OutcomeKind
{
    /// <summary>A retry of an event that counts.</summary>
    Duplicate,

    /// <summary>The key of an event that counts, with another body.</summary>
    Conflict,

    /// <summary>It could not be counted; may be replayed.</summary>
    Rejected,
}
