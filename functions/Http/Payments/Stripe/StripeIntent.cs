namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a PaymentIntent.</summary>
/// <param name="Status">How it stands, for example <c>requires_payment_method</c>.</param>
/// <param name="LastPaymentError">Why the last try failed, where it did.</param>
internal sealed record StripeIntent(string Status, StripeError? LastPaymentError);
