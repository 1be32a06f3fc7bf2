namespace Tallystick.DevHost.Cost;

/// <summary>A line of a month's bill.</summary>
/// <param name="Item">What is paid for.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Price">What a unit costs, in dollars.</param>
/// <param name="IsFixed">True where it is paid without a single event.</param>
public sealed record CostLine(string Item, decimal Quantity, string Unit, decimal Price, bool IsFixed = false)
{
    /// <summary>What it costs, in dollars.</summary>
    public decimal Cost => Quantity * Price;
}
