using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Reports;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Reports;

/// <summary>What a subscription has earned and was not invoiced for, without tax.</summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="At">The instant: the one that was asked for, or the customer's present where that is earlier.</param>
/// <param name="Currency">In what.</param>
/// <param name="Usage">What was used.</param>
/// <param name="Fees">Fees in arrears, by the part of their period that is over.</param>
/// <param name="Adjustments">Discounts, which are below 0, and what a minimum or a maximum makes of it.</param>
/// <param name="Total">All of it.</param>
/// <param name="PrepaidAmount">What of it the wallet has paid as it came.</param>
/// <param name="Problem">Why it cannot be told, and all amounts are 0; null where it can.</param>
internal sealed record AccrualRowResponse(
    Id<Customer> CustomerId,
    Id<Subscription> SubscriptionId,
    Instant At,
    Currency Currency,
    string Usage,
    string Fees,
    string Adjustments,
    string Total,
    string PrepaidAmount,
    string? Problem)
{
    public static AccrualRowResponse Of(Accrual accrual)
    {
        string Money(decimal amount) => InvoiceMoney.Format(amount, accrual.Currency);
        return new(
            accrual.Subscription.CustomerId,
            accrual.Subscription.Id,
            accrual.At,
            accrual.Currency,
            Money(accrual.Usage),
            Money(accrual.Fees),
            Money(accrual.Adjustments),
            Money(accrual.Total),
            Money(accrual.Prepaid),
            accrual.Problem);
    }
}
