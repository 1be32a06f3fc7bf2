using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Dunning;

/// <summary>An entry of the list of invoices that are to be looked at, in the order of the times at which they are; it goes when nothing is left to be done.</summary>
/// <param name="Invoice">The invoice.</param>
internal sealed record OwedInvoice(Id<Invoice> Invoice)
{
    /// <summary>The writes that note an invoice to be looked at; none where nothing is left to be done.</summary>
    /// <param name="clock">The customer's test clock; null for the real one.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="at">When; null for never.</param>
    internal static IReadOnlyList<DocumentWrite> Noting(string? clock, Invoice invoice, NodaTime.Instant? at) =>
        at is { } instant ? [DocumentWrite.Put(BillingDocuments.Owed(clock, instant, invoice.Id), new OwedInvoice(invoice.Id).ToBody())] : [];
}
