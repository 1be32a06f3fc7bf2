namespace Tallystick.Core.Usage;

/// <summary>What a delivery of an accepted event comes to.</summary>
public enum Verdict
{
    /// <summary>It owns its identity and counts.</summary>
    Counted,

    /// <summary>Another position owns the identity, with the same body: a retry.</summary>
    Duplicate,

    /// <summary>Another position owns the identity, with another body: shown to the merchant, not counted.</summary>
    Conflict,
}
