using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a PaymentIntent.</summary>
/// <remarks>See https://docs.stripe.com/api/payment_intents/object and https://docs.stripe.com/payments/paymentintents/lifecycle.</remarks>
/// <param name="Id">Its name: <c>pi_…</c>.</param>
/// <param name="Status">How it stands, for example <c>requires_payment_method</c>.</param>
/// <param name="Amount">How much, in Stripe's unit.</param>
/// <param name="Currency">In what, in small letters.</param>
/// <param name="LastPaymentError">Why the last try failed, where it did.</param>
/// <param name="Metadata">What this host wrote on it.</param>
internal sealed record StripeIntent(
    string Id, string Status, long? Amount, string? Currency, StripeError? LastPaymentError, IReadOnlyDictionary<string, string>? Metadata) : IStripeObject
{
    /// <summary>What it says of a payment that was charged without the customer: declined, nobody tries it again.</summary>
    /// <exception cref="StoreUnavailableException">It is of another amount: nobody's money is taken for something else.</exception>
    public PaymentIntent ToIntent(Payment payment)
    {
        StripeAmount.Demand(payment, Amount, Currency);
        return Status switch
        {
            "succeeded" => new PaymentIntent(Id, null, PaymentStatus.Succeeded),
            "requires_payment_method" or "canceled" => new PaymentIntent(Id, null, PaymentStatus.Failed) { FailureCode = LastPaymentError?.ChargeWord ?? Status },
            _ => new PaymentIntent(Id, null, PaymentStatus.Pending),
        };
    }
}
