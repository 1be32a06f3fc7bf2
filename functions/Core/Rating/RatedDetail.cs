namespace Tallystick.Core.Rating;

/// <summary>A part of what a price comes to, for whoever asks how: a tier, a cell, a fee.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="UnitPrice">The price of one, up to 9 digits after the point.</param>
/// <param name="Amount">What it costs, to 9 digits. The line's amount is the sum of the parts before any rounding.</param>
public sealed record RatedDetail(string Label, decimal Quantity, decimal UnitPrice, decimal Amount);
