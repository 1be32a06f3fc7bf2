using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;

namespace Tallystick.Core.Wallets;

/// <summary>One movement of money within a wallet. Written once, never changed; a correction is another entry.</summary>
public sealed record JournalEntry
{
    private const string IdPrefix = "jrn_";

    /// <summary>The entry's number within the wallet: 1, 2, 3 … without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The entry's id within its account.</summary>
    [JsonIgnore]
    public string Id => $"{IdPrefix}{Sequence:D12}";

    /// <summary>When it was decided.</summary>
    public required Instant At { get; init; }

    /// <summary>Why money moved.</summary>
    public required JournalKind Kind { get; init; }

    /// <summary>What caused it: the id of a payment, hold, invoice or lot; for a debit the same as <see cref="Positions"/>.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// The first and the last position in the log of the usage that was paid, <c>0.3.17.0-0.3.20.4</c>, or the only one; else null.
    /// </summary>
    public string? Positions { get; init; }

    /// <summary>The movement: at least two legs, sum zero.</summary>
    public required IReadOnlyList<Posting> Postings { get; init; }

    /// <summary>The lots that are in the wallet from this entry on, without amounts; null for none.</summary>
    public IReadOnlyList<Lot>? Opens { get; init; }

    /// <summary>True where time or the merchant did something to a grant: the reference is the lot's id.</summary>
    [JsonIgnore]
    internal bool IsOfGrant => Kind is JournalKind.Grant or JournalKind.Rollover or JournalKind.Expiry or JournalKind.Void;

    /// <summary>The number of the entry that an id names; null for a text that is no such id.</summary>
    internal static long? SequenceOf(string id) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;

    /// <summary>What the entry adds to an account's balance.</summary>
    public decimal ChangeOf(JournalAccount account) => Postings.Where(posting => posting.Account == account).Sum(posting => posting.Amount);
}
