namespace Tallystick.Core.Billing;

/// <summary>What a line is for.</summary>
public enum LineKind
{
    /// <summary>What was used, as the log has it.</summary>
    Usage,

    /// <summary>A charge that no event stands behind.</summary>
    Fee,

    /// <summary>What a discount takes off another line.</summary>
    Discount,

    /// <summary>What makes a period come to the plan's minimum, or its maximum.</summary>
    Adjustment,

    /// <summary>What the merchant added to the draft: see <see cref="ManualLine"/>.</summary>
    Manual,
}
