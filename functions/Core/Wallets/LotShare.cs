namespace Tallystick.Core.Wallets;

/// <summary>A part of a sum of money, and where it is from.</summary>
/// <remarks>A list of shares that is empty says that the whole sum is from the balance, which is what wallets without grants have.</remarks>
/// <param name="Lot">The lot; null for the balance: what was paid in or credited, and is of no grant.</param>
/// <param name="Amount">How much, above 0.</param>
public sealed record LotShare(LotId? Lot, decimal Amount);
