namespace Tallystick.Core.Reports;

/// <summary>What revenue is parted by.</summary>
public enum RevenueGrouping
{
    /// <summary>The plan that it was charged under.</summary>
    Plan,

    /// <summary>Who was charged.</summary>
    Customer,

    /// <summary>The metric that was used; fees, and what a plan says of all its prices, have none.</summary>
    Metric,

    /// <summary>The month of UTC in which it was booked.</summary>
    Month,
}
