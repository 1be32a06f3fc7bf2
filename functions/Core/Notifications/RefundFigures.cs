using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Notifications;

/// <summary>A refund of a payment, as it was at some moment. No personal data.</summary>
/// <param name="Id">The refund.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="CustomerId">Who gets it.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">In what.</param>
/// <param name="Status">What had become of it.</param>
/// <param name="FailureCode">The provider's own word for why it failed; null where it has not.</param>
public sealed record RefundFigures(
    Id<PaymentRefund> Id, Id<Payment> PaymentId, Id<Customer> CustomerId, decimal Amount, Currency Currency, PaymentRefundStatus Status, string? FailureCode)
{
    /// <summary>A refund as it is.</summary>
    public static RefundFigures Of(PaymentRefund refund) =>
        new(refund.Id, refund.PaymentId, refund.CustomerId, refund.Amount, refund.Currency, refund.Status, refund.FailureCode);
}
