using NodaTime;

namespace Tallystick.Core.Wallets;

/// <summary>What a decision about a wallet comes to; written in one commit or not at all.</summary>
/// <param name="Wallet">The wallet after it.</param>
/// <param name="Entries">The journal entries that lead there; empty where no money moves.</param>
/// <param name="Hold">The hold after it, where one is concerned.</param>
public sealed record WalletChange(Wallet Wallet, IReadOnlyList<JournalEntry> Entries, Hold? Hold = null)
{
    /// <summary>The change with one more entry, made of the postings that are not zero; the same change where all are.</summary>
    internal WalletChange Move(JournalKind kind, string reference, Instant now, string? positions, params ReadOnlySpan<Posting> postings) =>
        Move([], kind, reference, now, positions, postings);

    /// <summary>As <see cref="Move(JournalKind, string, Instant, string?, ReadOnlySpan{Posting})"/>, with an entry that opens lots.</summary>
    internal WalletChange Open(IReadOnlyList<Lot> opens, JournalKind kind, string reference, Instant now, params ReadOnlySpan<Posting> postings) =>
        Move(opens, kind, reference, now, null, postings);

    private WalletChange Move(
        IReadOnlyList<Lot> opens, JournalKind kind, string reference, Instant now, string? positions, ReadOnlySpan<Posting> postings)
    {
        List<Posting> moving = [];
        foreach (var posting in postings)
        {
            if (posting.Amount != 0)
            {
                moving.Add(posting);
            }
        }

        if (moving.Count == 0)
        {
            return this;
        }

        var entry = new JournalEntry
        {
            Sequence = Wallet.JournalLength + 1,
            At = now,
            Kind = kind,
            Reference = reference,
            Positions = positions,
            Postings = moving,
            Opens = opens.Count == 0 ? null : opens,
        };
        return this with { Wallet = Wallet.Apply(entry), Entries = [.. Entries, entry] };
    }
}
