using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments;

/// <summary>Money on its way back to where a payment came from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="CustomerId">Who gets it.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">In what.</param>
/// <param name="Status"><c>pending</c>: out of the wallet; <c>succeeded</c>: given back; <c>failed</c>: in the wallet again.</param>
/// <param name="Reason">Why, in the merchant's words.</param>
/// <param name="FailureCode">The provider's own word for why it failed; null where it has not.</param>
/// <param name="CreatedAt">When it was asked for.</param>
internal sealed record PaymentRefundResponse(
    Id<PaymentRefund> Id,
    Id<Payment> PaymentId,
    Id<Customer> CustomerId,
    decimal Amount,
    Currency Currency,
    PaymentRefundStatus Status,
    string? Reason,
    string? FailureCode,
    Instant CreatedAt)
{
    public string Object => "refund";

    public static PaymentRefundResponse Of(PaymentRefund refund) => new(
        refund.Id,
        refund.PaymentId,
        refund.CustomerId,
        refund.Amount,
        refund.Currency,
        refund.Status,
        refund.Reason,
        refund.FailureCode,
        refund.CreatedAt);
}
