namespace Tallystick.Core.Catalog;

/// <summary>How a discount is reckoned.</summary>
public enum DiscountType
{
    /// <summary>A fraction of what it covers.</summary>
    Percentage,

    /// <summary>An amount of money for each period.</summary>
    Fixed,
}
