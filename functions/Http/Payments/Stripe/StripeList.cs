namespace Tallystick.Http.Payments.Stripe;

/// <summary>A page of a list, newest first.</summary>
/// <remarks>See https://docs.stripe.com/api/pagination.</remarks>
/// <param name="Data">What is on it.</param>
/// <param name="HasMore">True where there is another page.</param>
internal sealed record StripeList<T>(IReadOnlyList<T> Data, bool HasMore);
