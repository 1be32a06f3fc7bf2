namespace Tallystick.Core.Rating;

/// <summary>The price of one group of a metric.</summary>
/// <param name="Values">The value of each dimension, as events have it.</param>
/// <param name="UnitPrice">The price of one unit, 0 or more.</param>
public sealed record MatrixCell(IReadOnlyDictionary<string, string> Values, decimal UnitPrice);
