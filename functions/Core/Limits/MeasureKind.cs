namespace Tallystick.Core.Limits;

/// <summary>What a measure counts.</summary>
public enum MeasureKind
{
    /// <summary>What usage costs, in the customer's currency, by the prices of the customer's subscriptions.</summary>
    Spend,

    /// <summary>How much is used of one metric, in its unit.</summary>
    Quantity,

    /// <summary>What is available in the wallet; of no metric, and in no window.</summary>
    Balance,
}
