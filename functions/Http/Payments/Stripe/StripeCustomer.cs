namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a Customer: what methods are saved with.</summary>
/// <remarks>See https://docs.stripe.com/api/customers/object.</remarks>
/// <param name="Id">Its name: <c>cus_…</c>.</param>
internal sealed record StripeCustomer(string Id);
