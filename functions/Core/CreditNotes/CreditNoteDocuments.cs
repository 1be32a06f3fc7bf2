using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.CreditNotes;

/// <summary>Where credit notes are: beside their invoices, so that a note is made in the commit that changes what is left of its invoice.</summary>
internal static class CreditNoteDocuments
{
    internal static string Note(CreditNote note) => Note(note.InvoiceId, note.Id);

    internal static string Note(Id<Invoice> invoice, Id<CreditNote> note) => $"{Prefix(invoice)}{note}";

    /// <summary>The notes to an invoice.</summary>
    internal static DocumentRange NotesTo(Tenant tenant, Id<Invoice> invoice) =>
        DocumentRange.WithPrefix(BillingDocuments.PartitionOf(tenant), Prefix(invoice));

    private static string Prefix(Id<Invoice> invoice) => $"credit:{invoice}:";
}
