using Tallystick.Core.Billing;

namespace Tallystick.Http.Exports;

/// <summary>Invoices as a table: a row for each.</summary>
internal static class InvoiceExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "invoiceNumber", "invoiceId", "type", "originalInvoiceNumber", "status", "customerId", "subscriptionId", "periodStart", "periodEnd", "createdAt", "issuedAt",
        "dueAt", "paidAt", "voidedAt", "currency", "subtotal", "totalTax", "grandTotal", "paidAmount", "unpaidAmount",
    ];

    public static void Write(CsvWriter csv, Invoice invoice) => csv
        .Word(invoice.Number).Word(invoice.Id).Word(Words.Of(invoice.Type)).Word(invoice.Original?.Number).Word(Words.Of(invoice.Status))
        .Word(invoice.CustomerId).Word(invoice.SubscriptionId).Time(invoice.Period.Start).Time(invoice.Period.End).Time(invoice.CreatedAt).Time(invoice.IssuedAt)
        .Time(invoice.DueAt).Time(invoice.PaidAt).Time(invoice.VoidedAt).Word(invoice.Currency)
        .Number(invoice.Subtotal).Number(invoice.TotalTax).Number(invoice.GrandTotal).Number(invoice.PaidAmount).Number(invoice.UnpaidAmount);
}
