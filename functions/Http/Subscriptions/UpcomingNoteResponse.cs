using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Subscriptions;

/// <summary>What a credit or debit note would be if its period ended with what is counted by now.</summary>
/// <param name="Type"><c>credit_note</c> (its grand total is below 0) or <c>debit_note</c>.</param>
/// <param name="OriginalInvoiceId">The invoice that it adds to or takes from.</param>
/// <param name="OriginalInvoiceNumber">Its number.</param>
/// <param name="Subtotal">The prices without tax.</param>
/// <param name="TotalTax">The tax.</param>
/// <param name="GrandTotal">Prices and tax.</param>
/// <param name="LineItems">The lines.</param>
internal sealed record UpcomingNoteResponse(
    InvoiceType Type,
    Id<Invoice> OriginalInvoiceId,
    string? OriginalInvoiceNumber,
    string Subtotal,
    string TotalTax,
    string GrandTotal,
    IReadOnlyList<InvoiceLineResponse> LineItems)
{
    public static UpcomingNoteResponse Of(Invoice note) => new(
        note.Type,
        note.Original!.InvoiceId,
        note.Original.Number,
        InvoiceMoney.Format(note.Subtotal, note.Currency),
        InvoiceMoney.Format(note.TotalTax, note.Currency),
        InvoiceMoney.Format(note.GrandTotal, note.Currency),
        [.. note.Lines.Select(line => InvoiceLineResponse.Of(line, note.Currency))]);
}
