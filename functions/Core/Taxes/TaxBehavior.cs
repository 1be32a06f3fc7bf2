namespace Tallystick.Core.Taxes;

/// <summary>Whether prices have tax in them.</summary>
public enum TaxBehavior
{
    /// <summary>Tax is added to the amounts.</summary>
    Exclusive,

    /// <summary>The amounts contain the tax.</summary>
    Inclusive,
}
