namespace Tallystick.Http.Payments.Stripe;

/// <summary>The body of an answer that is no success.</summary>
/// <param name="Error">What is wrong.</param>
internal sealed record StripeErrorAnswer(StripeError? Error);
