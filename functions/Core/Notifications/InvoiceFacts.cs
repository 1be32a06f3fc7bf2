using NodaTime;
using Tallystick.Core.Billing;

namespace Tallystick.Core.Notifications;

/// <summary>What becomes true of an invoice by a change.</summary>
public static class InvoiceFacts
{
    /// <summary>The names of what became true, in their order: a reminder may be the last one, by which the invoice is written off.</summary>
    public static IReadOnlyList<string> Between(Invoice before, Invoice after) =>
        after.Reminders > before.Reminders ? [FactTypes.InvoiceReminded, .. Between(before.Status, after.Status)] : Between(before.Status, after.Status);

    /// <summary>The names of what became true, in their order; an invoice with nothing to pay is issued and paid at once.</summary>
    /// <param name="before">How far the invoice had come; a new one is a draft.</param>
    /// <param name="after">How far it has come.</param>
    public static IReadOnlyList<string> Between(InvoiceStatus before, InvoiceStatus after) => (before, after) switch
    {
        _ when before == after => [],
        (InvoiceStatus.Draft, InvoiceStatus.Paid) => [FactTypes.InvoiceIssued, FactTypes.InvoicePaid],
        (InvoiceStatus.Draft, InvoiceStatus.Issued or InvoiceStatus.Overdue) => [FactTypes.InvoiceIssued],
        (InvoiceStatus.Draft, _) => [],
        (_, InvoiceStatus.Paid) => [FactTypes.InvoicePaid],
        (_, InvoiceStatus.Void) => [FactTypes.InvoiceVoided],
        (_, InvoiceStatus.Overdue) => [FactTypes.InvoiceOverdue],
        (_, InvoiceStatus.WrittenOff) => [FactTypes.InvoiceWrittenOff],
        _ => [],
    };

    /// <summary>The fact of a name.</summary>
    internal static BillingFact Of(Invoice after, string type, long sequence) => new()
    {
        Id = type == FactTypes.InvoiceReminded ? BillingFact.IdFor(after.Id, $"{type}{after.Reminders}") : BillingFact.IdFor(after.Id, type),
        Type = type,
        At = TimeOf(after, type),
        Sequence = sequence,
        Invoice = InvoiceFigures.Of(after),
    };

    private static Instant TimeOf(Invoice invoice, string type) => (type switch
    {
        FactTypes.InvoiceIssued => invoice.IssuedAt,
        FactTypes.InvoicePaid => invoice.PaidAt,
        FactTypes.InvoiceOverdue => invoice.DueAt,
        FactTypes.InvoiceReminded => invoice.RemindedAt,
        FactTypes.InvoiceWrittenOff => invoice.WrittenOffAt,
        _ => invoice.VoidedAt,
    })!.Value;
}
