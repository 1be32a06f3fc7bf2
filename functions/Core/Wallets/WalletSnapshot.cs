using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>A wallet and some of its holds as they were read, with their versions: what a later commit is conditional on.</summary>
/// <param name="Wallet">The wallet; without a version where the account has none yet.</param>
/// <param name="Holds">The holds that were found.</param>
public sealed record WalletSnapshot(Versioned<Wallet> Wallet, IReadOnlyDictionary<Id<Hold>, Versioned<Hold>> Holds)
{
    /// <summary>The values alone.</summary>
    public WalletState State => new(Wallet.Value, Holds.ToDictionary(pair => pair.Key, pair => pair.Value.Value));

    /// <summary>
    /// The writes that lead from this snapshot to a new state: the wallet and the holds that have changed, each on condition that its
    /// version
    /// still stands, and the journal entries. At most 1 + 2 × holds + 1 of them for a <see cref="WalletFold"/>. Goes into the account's
    /// commit.
    /// </summary>
    public IReadOnlyList<DocumentWrite> WritesTo(WalletState after, IReadOnlyList<JournalEntry> entries) =>
    [
        .. WalletWrites(after.Wallet),
        .. after.Holds.Values.Where(HasChanged)
            .Select(hold => new Versioned<Hold>(hold, Holds.GetValueOrDefault(hold.Id)?.ETag).ToWrite(WalletDocumentIds.Hold(hold.Id))),
        .. entries.Select(entry => DocumentWrite.Create(WalletDocumentIds.Journal(entry), entry.ToBody())),
        .. entries.Where(entry => entry.IsOfGrant).Select(OfGrant),
    ];

    /// <summary>The writes of a decision about the wallet and one hold.</summary>
    internal IReadOnlyList<DocumentWrite> WritesTo(WalletChange change) =>
        WritesTo(
            new WalletState(change.Wallet, change.Hold is { } hold ? new Dictionary<Id<Hold>, Hold> { [hold.Id] = hold } : []),
            change.Entries);

    private IEnumerable<DocumentWrite> WalletWrites(Wallet after) =>
        after == Wallet.Value ? [] : [new Versioned<Wallet>(after, Wallet.ETag).ToWrite(WalletDocumentIds.Wallet)];

    private static DocumentWrite OfGrant(JournalEntry entry) =>
        DocumentWrite.Create(WalletDocumentIds.GrantEntry(LotId.TryParse(entry.Reference, out var lot) ? lot : default, entry), entry.ToBody());

    private bool HasChanged(Hold hold) => !Holds.TryGetValue(hold.Id, out var before) || before.Value != hold;
}
