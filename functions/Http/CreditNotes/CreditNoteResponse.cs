using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.CreditNotes;

/// <summary>What a merchant took back of an invoice. Amounts have all digits of the currency's minor unit.</summary>
/// <param name="Id">Its id.</param>
/// <param name="InvoiceId">The invoice that it takes from.</param>
/// <param name="DocumentId">The note as a document with a number, among the invoices.</param>
/// <param name="Currency">In what.</param>
/// <param name="Reason">Why; null where nobody said.</param>
/// <param name="Amount">What is taken back, with tax.</param>
/// <param name="SetOffAmount">How much of it was taken off what was left to pay.</param>
/// <param name="RefundAmount">How much of it goes into the customer's wallet.</param>
/// <param name="LineItems">What is taken back of which lines.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record CreditNoteResponse(
    Id<CreditNote> Id,
    Id<Invoice> InvoiceId,
    Id<Invoice> DocumentId,
    Currency Currency,
    string? Reason,
    string Amount,
    string SetOffAmount,
    string RefundAmount,
    IReadOnlyList<CreditedLineResponse> LineItems,
    Instant CreatedAt)
{
    public string Object => "creditNote";

    public static CreditNoteResponse Of(CreditNote note, Currency currency)
    {
        string Money(decimal amount) => InvoiceMoney.Format(amount, currency);
        return new(
            note.Id, note.InvoiceId, Id<Invoice>.Of(note.Id.Suffix), currency, note.Reason, Money(note.Total), Money(note.SetOffAmount), Money(note.RefundAmount),
            [.. note.Lines.Select(line => new CreditedLineResponse(line.LineId, line.Quantity, Money(line.Price), Money(line.Tax), Money(line.Amount)))], note.CreatedAt);
    }
}
