using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Payments;

namespace Tallystick.Http.Webhooks;

/// <summary>The payment of an automatic top-up in the body of a webhook: members of <see cref="PaymentResponse"/>, as they were when it happened.</summary>
internal sealed record WebhookTopUp(
    Id<Payment> Id, Id<Customer> CustomerId, decimal Amount, Currency Currency, PaymentStatus Status, string? PaymentUrl)
{
    public string Object => "payment";

    public static WebhookTopUp Of(TopUpFigures topUp, HostAddress host) =>
        new(topUp.Id, topUp.CustomerId, topUp.Amount, topUp.Currency, topUp.Status, host.Complete(topUp.PaymentUrl));
}
