using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Payments;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Payments;

namespace Tallystick.Http.Webhooks;

/// <summary>A refund in the body of a webhook: members of <see cref="PaymentRefundResponse"/>, as they were when it happened.</summary>
internal sealed record WebhookRefund(
    Id<PaymentRefund> Id, Id<Payment> PaymentId, Id<Customer> CustomerId, decimal Amount, Currency Currency, PaymentRefundStatus Status, string? FailureCode)
{
    public string Object => "refund";

    public static WebhookRefund Of(RefundFigures refund) =>
        new(refund.Id, refund.PaymentId, refund.CustomerId, refund.Amount, refund.Currency, refund.Status, refund.FailureCode);
}
