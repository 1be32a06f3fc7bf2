namespace Tallystick.Core.Billing;

/// <summary>Which way a line's money goes.</summary>
public enum LineItemType
{
    /// <summary>The customer pays: the amount is 0 or more.</summary>
    Charge,

    /// <summary>The customer gets back: the amount is below 0.</summary>
    Refund,
}
