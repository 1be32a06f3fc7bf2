using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Wallets;

/// <summary>One leg of a movement of money.</summary>
/// <param name="Account">Whose balance changed.</param>
/// <param name="Amount">By how much, signed.</param>
/// <param name="GrantId">The grant whose money it is, in the accounts available and held; null for the balance, and in all others.</param>
internal sealed record PostingResponse(JournalAccount Account, decimal Amount, Id<Grant>? GrantId);
