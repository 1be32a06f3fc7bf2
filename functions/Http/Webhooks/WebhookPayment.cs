using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Payments;

namespace Tallystick.Http.Webhooks;

/// <summary>A payment in the body of a webhook: members of <see cref="PaymentResponse"/>, as they were when it happened.</summary>
internal sealed record WebhookPayment(
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
    public string Object => "payment";

    public static WebhookPayment Of(PaymentFigures payment, HostAddress host) => new(
        payment.Id,
        payment.CustomerId,
        payment.Amount,
        payment.Currency,
        payment.Status,
        host.Complete(payment.PaymentUrl),
        payment.FailureCode,
        payment.InvoiceId,
        payment.Attempt);
}
