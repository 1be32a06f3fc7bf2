using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>An entry of the list of invoices.</summary>
/// <param name="Invoice">The invoice.</param>
internal sealed record InvoiceEntry(Id<Invoice> Invoice);
