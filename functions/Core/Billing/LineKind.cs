namespace Tallystick.Core.Billing;

/// <summary>What a line is for.</summary>
public enum LineKind
{
    /// <summary>What was used, as the log has it.</summary>
    Usage,

    /// <summary>A charge that no event stands behind.</summary>
    Fee,
}
