using Tallystick.Core.Notifications;

namespace Tallystick.Core.Mail;

/// <summary>What mails about payments and balances say.</summary>
internal static class MoneyMails
{
    /// <summary>The mail of a fact; null for one of which customers are not told.</summary>
    internal static MailText? Of(BillingFact fact, HostAddress host) => fact switch
    {
        { Type: FactTypes.PaymentSucceeded, Payment: { } payment } => new(
            "Your payment has arrived", [$"Your payment of {MailText.Money(payment.Currency, payment.Amount)} is in your balance. Thank you."]),
        { Type: FactTypes.PaymentFailed, Payment: { } payment } => new(
            "Your payment has failed", [$"Your payment of {MailText.Money(payment.Currency, payment.Amount)} was not made. Please look at your payment method."]),
        { Type: FactTypes.PaymentActionRequired, Payment: { } payment } => new(
            "Please confirm your payment",
            [$"Your bank wants you to confirm the payment of {MailText.Money(payment.Currency, payment.Amount)}. You can do so here:"],
            host.Complete(payment.PaymentUrl)),
        { Type: FactTypes.RefundSucceeded, Refund: { } refund } => new(
            "Your money is on its way back", [$"{MailText.Money(refund.Currency, refund.Amount)} went back to where your payment came from."]),
        { Type: FactTypes.TopUpRequested, TopUp: { } topUp } => new(
            "Your balance is low",
            [$"Your balance is low. You agreed to top it up with {MailText.Money(topUp.Currency, topUp.Amount)}; you can pay here:"],
            host.Complete(topUp.PaymentUrl)),
        { Type: FactTypes.TopUpFailed, TopUp: { } topUp } => new(
            "Your balance could not be topped up",
            [$"The payment of {MailText.Money(topUp.Currency, topUp.Amount)} that was to top up your balance was not made. Please look at your payment method."]),
        { Alert: { Currency: { } currency } alert } => new(
            "Your balance is low", [$"{MailText.Money(currency, alert.Value)} is left in your balance, less than {MailText.Money(currency, alert.Threshold)}."]),
        _ => null,
    };
}
