namespace Tallystick.Core.Wallets;

/// <summary>What charging usage comes to.</summary>
/// <param name="State">The wallet and the holds after it.</param>
/// <param name="Entries">The journal entries that lead there: at most one a hold, and one for all debits.</param>
/// <param name="Outcomes">One for each event that was charged; none for those that the watermark covers.</param>
public sealed record WalletFolded(WalletState State, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<ChargeOutcome> Outcomes);
