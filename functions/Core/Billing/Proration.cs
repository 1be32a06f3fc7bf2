namespace Tallystick.Core.Billing;

/// <summary>What becomes of a period's fees where a border parts it: the start, a change of plan, a pause, or the end of the subscription.</summary>
public enum Proration
{
    /// <summary>The period keeps its fees in full, and what goes on in the same period has none: a period is paid for once.</summary>
    None,

    /// <summary>Fees are charged for the part of the period that they cover, to the second; what was paid in advance for the rest is given back.</summary>
    Prorate,
}
