using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Notifications;

/// <summary>The payment of an automatic top-up, as it was at some moment.</summary>
/// <param name="Id">The payment.</param>
/// <param name="CustomerId">Who is to pay.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">In what.</param>
/// <param name="Status">What had become of it.</param>
/// <param name="PaymentUrl">Where the customer pays; null where the provider has not said so.</param>
public sealed record TopUpFigures(Id<Payment> Id, Id<Customer> CustomerId, decimal Amount, Currency Currency, PaymentStatus Status, string? PaymentUrl)
{
    /// <summary>A payment as it is.</summary>
    public static TopUpFigures Of(Payment payment) =>
        new(payment.Id, payment.CustomerId, payment.Amount, payment.Currency, payment.Status, payment.PaymentUrl);
}
