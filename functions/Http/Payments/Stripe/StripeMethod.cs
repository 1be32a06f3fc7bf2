namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a PaymentMethod.</summary>
/// <remarks>See https://docs.stripe.com/api/payment_methods/object.</remarks>
/// <param name="Id">Its name: <c>pm_…</c>.</param>
/// <param name="Card">What the card looks like; null where it is none.</param>
internal sealed record StripeMethod(string Id, StripeCard? Card);
