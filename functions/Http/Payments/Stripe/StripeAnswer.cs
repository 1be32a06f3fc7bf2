namespace Tallystick.Http.Payments.Stripe;

/// <summary>What Stripe says: what was asked for, or why not.</summary>
/// <param name="Value">What was asked for; null where it was refused.</param>
/// <param name="Refusal">Why not; null where it was not refused.</param>
internal sealed record StripeAnswer<T>(T? Value, StripeError? Refusal)
    where T : class;
