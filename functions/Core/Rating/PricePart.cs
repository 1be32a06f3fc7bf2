using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>A part of what was used, and what it comes to.</summary>
/// <param name="Label">What it is: a tier, a cell, a fee.</param>
/// <param name="Quantity">How much of it; 1 of a fee.</param>
/// <param name="UnitPrice">The price of one, to be shown: the amount may have more digits.</param>
/// <param name="Amount">What it costs.</param>
internal sealed record PricePart(string Label, decimal Quantity, decimal UnitPrice, ExactAmount Amount)
{
    /// <summary>So much at a price each.</summary>
    internal static PricePart Of(string label, decimal quantity, decimal unitPrice) =>
        new(label, quantity, unitPrice, ExactAmount.Product(quantity, unitPrice));

    /// <summary>An amount that does not depend on how much was used.</summary>
    internal static PricePart Once(string label, decimal amount) => new(label, 1, amount, amount);

    /// <summary>The part given back.</summary>
    internal PricePart Negated() => this with { Quantity = -Quantity, Amount = -Amount };
}
