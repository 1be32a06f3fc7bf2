namespace Tallystick.Core.Wallets;

/// <summary>One metric to hold money for.</summary>
/// <param name="MetricId">The metric's id; that it exists is for the caller to check.</param>
/// <param name="Quantity">How much of it, 0 or more.</param>
/// <param name="Price">The price of one, 0 or more, in the request's currency.</param>
public sealed record HoldRequestItem(string MetricId, decimal Quantity, decimal Price)
{
    /// <summary>What it costs at most, where that is not quantity × price: 0 or more, at most 9 digits after the point.</summary>
    public decimal? Amount { get; init; }
}
