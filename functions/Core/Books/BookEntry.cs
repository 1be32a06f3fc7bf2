using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Books;

/// <summary>One entry of a merchant's books: what a fact did, in debits and credits of the same sum. Written once, never changed.</summary>
public sealed record BookEntry
{
    private readonly IReadOnlyList<BookLeg> legs = [];

    /// <summary>
    /// Which: the invoice's id and what became of it, <c>inv_…:issued</c>; or the customer's id and the entry of the wallet's journal, <c>cus_…:jrn_000000000001</c>.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>When the fact became true.</summary>
    public required Instant At { get; init; }

    /// <summary>What it tells of.</summary>
    public required BookFact Fact { get; init; }

    /// <summary>With whom.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>The subscription that an invoice is of; null for what a wallet did.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The document behind it: an invoice's number; of a wallet, what its journal refers to.</summary>
    public required string Reference { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The legs: at least two, none of them 0, sum 0.</summary>
    /// <exception cref="InvalidOperationException">They are out of balance: a bug in what made them, or a document that was changed.</exception>
    public required IReadOnlyList<BookLeg> Legs
    {
        get => legs;
        init => legs = value.Count >= 2 && value.All(leg => leg.Amount != 0) && value.Sum(leg => leg.Amount) == 0
            ? value
            : throw new InvalidOperationException($"An entry of the books is out of balance: {string.Join(", ", value)}");
    }

    /// <summary>What the entry adds to an account: above 0 for a debit.</summary>
    public decimal ChangeOf(BookAccount account) => Legs.Where(leg => leg.Account == account).Sum(leg => leg.Amount);
}
