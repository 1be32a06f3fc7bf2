namespace Tallystick.Http.Checkout;

/// <summary>What is done about a first invoice.</summary>
/// <param name="IsPaid">True where nothing is left to pay.</param>
/// <param name="PaymentUrl">Where it is paid; null where nothing is left to do.</param>
internal sealed record CheckoutPayment(bool IsPaid, string? PaymentUrl);
