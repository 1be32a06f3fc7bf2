namespace Tallystick.Core.Customers;

/// <summary>What a subscription charges in a phase.</summary>
public enum PhaseKind
{
    /// <summary>The plan's fees and usage.</summary>
    Paid,

    /// <summary>Nothing: usage is counted, and free.</summary>
    Trial,

    /// <summary>Nothing: usage is rejected.</summary>
    Paused,
}
