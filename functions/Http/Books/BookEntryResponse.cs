using NodaTime;
using Tallystick.Core.Books;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Http.Books;

/// <summary>One entry of the books: debits and credits of the same sum. Never changes.</summary>
/// <param name="Id">The invoice's id and what became of it, <c>inv_…:issued</c>; or the customer's id and the entry of the wallet's journal, <c>cus_…:jrn_…</c>.</param>
/// <param name="At">When what it tells of became true.</param>
/// <param name="Fact">What it tells of.</param>
/// <param name="Reference">The document behind it: an invoice's number, or what the wallet's journal refers to.</param>
/// <param name="CustomerId">With whom.</param>
/// <param name="SubscriptionId">The subscription that an invoice is of; null for what a wallet did.</param>
/// <param name="Currency">The currency of all amounts.</param>
/// <param name="Legs">The legs.</param>
internal sealed record BookEntryResponse(
    string Id,
    Instant At,
    BookFact Fact,
    string Reference,
    Id<Customer> CustomerId,
    string? SubscriptionId,
    Currency Currency,
    IReadOnlyList<BookLegResponse> Legs)
{
    public string Object => "bookEntry";

    public static BookEntryResponse Of(BookEntry entry) => new(
        entry.Id, entry.At, entry.Fact, entry.Reference, entry.CustomerId, entry.SubscriptionId, entry.Currency, [.. entry.Legs.Select(BookLegResponse.Of)]);
}
