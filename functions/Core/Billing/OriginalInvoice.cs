using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>The invoice that a line adds to or takes from, because usage of its period came or was corrected after the period was sealed.</summary>
/// <param name="InvoiceId">Its id.</param>
/// <param name="Number">Its number.</param>
public sealed record OriginalInvoice(Id<Invoice> InvoiceId, string? Number);
