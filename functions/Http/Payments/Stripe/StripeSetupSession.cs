using Tallystick.Core.Payments;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a Checkout Session in <c>setup</c> mode: a page of Stripe's on which a customer saves a method, within a day.</summary>
/// <remarks>See https://docs.stripe.com/payments/checkout/save-and-reuse.</remarks>
/// <param name="Id">Its name: <c>cs_…</c>.</param>
/// <param name="Url">The page; null where there is nothing to do any more.</param>
/// <param name="Status"><c>open</c>, <c>complete</c> or <c>expired</c>.</param>
/// <param name="Customer">The customer with whom the method is saved.</param>
/// <param name="SetupIntent">What became of it, once the customer has tried; where it was asked for in full.</param>
internal sealed record StripeSetupSession(string Id, string? Url, string? Status, string? Customer, StripeSetupIntent? SetupIntent)
{
    public PaymentMethodIntent ToIntent() => this switch
    {
        { SetupIntent: { Status: "succeeded", PaymentMethod: { } method } } => Intent(PaymentMethodStatus.Active) with { ProviderMethod = method.Id, Card = method.Card?.ToCard() },
        { Status: "expired" } => Intent(PaymentMethodStatus.Failed),
        _ => Intent(PaymentMethodStatus.Pending),
    };

    private PaymentMethodIntent Intent(PaymentMethodStatus status) => new(Id, Url, status) { ProviderCustomer = Customer };
}
