using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.CreditNotes;

/// <summary>
/// That a merchant took back part of an issued invoice, or all of it: the facts that its document, a note among the invoices, is made of. Never changed.
/// Money is in the invoice's currency.
/// </summary>
public sealed record CreditNote : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "crn";

    /// <summary>The note's id; the document has the same suffix, see <see cref="DocumentId"/>.</summary>
    public required Id<CreditNote> Id { get; init; }

    /// <summary>The invoice that it takes from.</summary>
    public required Id<Invoice> InvoiceId { get; init; }

    /// <summary>Why; null where nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>What is taken back of which lines, in their order; at least one.</summary>
    public required IReadOnlyList<CreditedLine> Lines { get; init; }

    /// <summary>How much of it is set off against what was left to pay: 0 to <see cref="Total"/>. The rest goes into the customer's wallet.</summary>
    public required decimal SetOffAmount { get; init; }

    /// <summary>When it was made, by the customer's clock.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>What was wanted, where it was wanted under an idempotency key; else null.</summary>
    public NewCreditNote? Wish { get; init; }

    /// <summary>What is taken back, with tax: above 0.</summary>
    public decimal Total => Lines.Sum(line => line.Amount);

    /// <summary>What is given back of what was paid.</summary>
    public decimal RefundAmount => Total - SetOffAmount;

    /// <summary>The note as it is numbered, printed and proved.</summary>
    internal Id<Invoice> DocumentId => Id<Invoice>.Of(Id.Suffix);
}
