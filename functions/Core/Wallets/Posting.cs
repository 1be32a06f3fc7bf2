namespace Tallystick.Core.Wallets;

/// <summary>One leg of a journal entry.</summary>
/// <param name="Account">Whose balance changes.</param>
/// <param name="Amount">By how much, signed, in the wallet's currency; at most 9 digits after the point; never zero in a journal.</param>
/// <param name="Lot">Of which lot the money is, in the accounts available and held; null for the balance, and in all others.</param>
public readonly record struct Posting(JournalAccount Account, decimal Amount, LotId? Lot = null);
