namespace Tallystick.Core.Billing;

/// <summary>How much a row of the totals weighs.</summary>
public enum TotalKind
{
    /// <summary>Something that is added or taken off.</summary>
    Part,

    /// <summary>What the invoice comes to.</summary>
    Sum,

    /// <summary>What is left to pay.</summary>
    Due,
}
