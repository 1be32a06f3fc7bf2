using NodaTime;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Wallets;

/// <summary>One movement of money in a wallet. Never changes.</summary>
/// <param name="Id">Its id within the wallet.</param>
/// <param name="Sequence">Its number: 1, 2, 3 … without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Why.</param>
/// <param name="Reference">What caused it: the id of a payment, an entitlement, an invoice or a grant (with <c>:1</c>, <c>:2</c> … when it comes again), or positions in the log.</param>
/// <param name="Positions">The usage that was paid, as positions in the log.</param>
/// <param name="Postings">The movement: its legs sum to zero.</param>
internal sealed record JournalEntryResponse(
    string Id, long Sequence, Instant At, JournalKind Kind, string Reference, string? Positions, IReadOnlyList<PostingResponse> Postings)
{
    public string Object => "journalEntry";

    public static JournalEntryResponse Of(JournalEntry entry) => new(
        entry.Id,
        entry.Sequence,
        entry.At,
        entry.Kind,
        entry.Reference,
        entry.Positions,
        [.. entry.Postings.Select(posting => new PostingResponse(posting.Account, posting.Amount, posting.Lot?.Grant))]);
}
