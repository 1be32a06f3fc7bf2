namespace Tallystick.Core.Wallets;

/// <summary>One metric that a hold was placed for. The money is held for the items together, not for each alone.</summary>
/// <param name="MetricId">The metric's id.</param>
/// <param name="Quantity">How much of it, 0 or more.</param>
/// <param name="Price">The price of one, in the wallet's currency, 0 or more; where units cost different amounts, the amount over the quantity.</param>
/// <param name="Amount">The most that the quantity costs, rounded half to even to 9 digits: what is held for it where the wallet pays.</param>
public sealed record HoldItem(string MetricId, decimal Quantity, decimal Price, decimal Amount);
