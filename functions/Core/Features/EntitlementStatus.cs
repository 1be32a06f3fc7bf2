namespace Tallystick.Core.Features;

/// <summary>Whether an entitlement is in force.</summary>
public enum EntitlementStatus
{
    /// <summary>It is.</summary>
    Active,

    /// <summary>It is no more.</summary>
    Ended,
}
