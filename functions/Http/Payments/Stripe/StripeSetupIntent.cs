namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a SetupIntent.</summary>
/// <remarks>See https://docs.stripe.com/api/setup_intents/object.</remarks>
/// <param name="Status">How it stands: <c>succeeded</c> where a method is saved.</param>
/// <param name="PaymentMethod">The method.</param>
internal sealed record StripeSetupIntent(string Status, StripeMethod? PaymentMethod);
