namespace Tallystick.Http.Prices;

/// <summary>A part of the usage that a price is tried on.</summary>
/// <param name="Quantity">How much, 0 or more. Required.</param>
/// <param name="Values">Of which group: the values of the metric's dimensions by name; only a matrix asks.</param>
/// <param name="Price">The price of one that comes with it; only a dynamic price asks.</param>
internal sealed record PreviewQuantity(decimal? Quantity, IReadOnlyDictionary<string, string>? Values, decimal? Price);
