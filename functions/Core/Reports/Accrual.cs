using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Reports;

/// <summary>What a subscription has earned by an instant and was not invoiced for then. Money is without tax, to the currency's minor unit.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="At">The instant: the one that was asked for, or the customer's present where that is earlier.</param>
/// <param name="Usage">What was used.</param>
/// <param name="Fees">Fees in arrears, by the part of their period that is over.</param>
/// <param name="Adjustments">Discounts, which are below 0, and what a minimum or a maximum makes of it, by the same part.</param>
/// <param name="Prepaid">What of it the wallet has paid as it came.</param>
public sealed record Accrual(Subscription Subscription, Instant At, decimal Usage, decimal Fees, decimal Adjustments, decimal Prepaid)
{
    /// <summary>Why it cannot be told, and all amounts are 0; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>In what.</summary>
    public Currency Currency => Subscription.Currency;

    /// <summary>All of it.</summary>
    public decimal Total => Usage + Fees + Adjustments;
}
