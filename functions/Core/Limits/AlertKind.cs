namespace Tallystick.Core.Limits;

/// <summary>What an alert tells.</summary>
public enum AlertKind
{
    /// <summary>A part of a cap is used up.</summary>
    CapThreshold,

    /// <summary>So much was spent in a window.</summary>
    SpendThreshold,

    /// <summary>So much of a metric was used in a window.</summary>
    UsageThreshold,

    /// <summary>Less than so much is available in the wallet.</summary>
    WalletLowBalance,

    /// <summary>More of a metric was used today than on other days.</summary>
    UsageSpike,
}
