namespace Tallystick.Http.Checkout;

/// <summary>A line of a first invoice.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Amount">What it comes to, with tax.</param>
internal sealed record CheckoutLine(string Name, string Amount);
