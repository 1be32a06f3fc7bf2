using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Notifications;

/// <summary>A payment, as it was at some moment.</summary>
/// <param name="Id">The payment.</param>
/// <param name="CustomerId">Who pays.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">In what.</param>
/// <param name="Status">What had become of it.</param>
/// <param name="PaymentUrl">Where the customer pays; null where nothing is to be done there.</param>
/// <param name="FailureCode">The provider's own word for why it failed; null where it has not.</param>
/// <param name="InvoiceId">The invoice that it is to pay for; null for none.</param>
/// <param name="Attempt">The number of the attempt to charge the invoice, from 1; null where it is to pay for none.</param>
public sealed record PaymentFigures(
    Id<Payment> Id,
    Id<Customer> CustomerId,
    decimal Amount,
    Currency Currency,
    PaymentStatus Status,
    string? PaymentUrl,
    string? FailureCode,
    Id<Invoice>? InvoiceId,
    int? Attempt)
{
    /// <summary>A payment as it is.</summary>
    public static PaymentFigures Of(Payment payment) => new(
        payment.Id,
        payment.CustomerId,
        payment.Amount,
        payment.Currency,
        payment.Status,
        payment.PaymentUrl,
        payment.FailureCode,
        payment.Charge?.Invoice,
        payment.Charge?.Attempt);
}
