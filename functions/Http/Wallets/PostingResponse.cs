using Tallystick.Core.Wallets;

namespace Tallystick.Http.Wallets;

/// <summary>One leg of a movement of money.</summary>
/// <param name="Account">Whose balance changed.</param>
/// <param name="Amount">By how much, signed.</param>
internal sealed record PostingResponse(JournalAccount Account, decimal Amount);
