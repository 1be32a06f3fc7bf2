namespace Tallystick.Core.Features;

/// <summary>What an entitlement to a feature says.</summary>
public enum FeatureType
{
    /// <summary>How much may be used in a period.</summary>
    Metered,

    /// <summary>How the feature is configured for the customer.</summary>
    Static,

    /// <summary>That the customer has it.</summary>
    Boolean,
}
