using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Portals;

/// <summary>An invoice, in a customer's list of them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Type">An invoice, or a note.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Currency">In what.</param>
/// <param name="Total">What it comes to.</param>
/// <param name="Unpaid">What is left to pay.</param>
/// <param name="PeriodStart">The first instant of its period.</param>
/// <param name="PeriodEnd">The first instant after it.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="DueAt">When it is to be paid.</param>
internal sealed record PortalInvoiceResponse(
    Id<Invoice> Id,
    string Number,
    InvoiceType Type,
    InvoiceStatus Status,
    Currency Currency,
    string Total,
    string Unpaid,
    Instant PeriodStart,
    Instant PeriodEnd,
    Instant? IssuedAt,
    Instant? DueAt)
{
    public static PortalInvoiceResponse Of(Invoice invoice) => new(
        invoice.Id,
        invoice.Number!,
        invoice.Type,
        invoice.Status,
        invoice.Currency,
        InvoiceMoney.Format(invoice.GrandTotal, invoice.Currency),
        InvoiceMoney.Format(invoice.UnpaidAmount, invoice.Currency),
        invoice.Period.Start,
        invoice.Period.End,
        invoice.IssuedAt,
        invoice.DueAt);
}
