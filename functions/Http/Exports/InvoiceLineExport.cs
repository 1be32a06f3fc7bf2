using Tallystick.Core.Billing;

namespace Tallystick.Http.Exports;

/// <summary>Lines of invoices as a table: a row for each.</summary>
internal static class InvoiceLineExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "invoiceNumber", "invoiceId", "customerId", "subscriptionId", "issuedAt", "lineId", "displayName", "kind", "priceId", "billableMetricId", "periodStart", "periodEnd",
        "quantity", "unit", "unitPrice", "currency", "totalPrice", "taxRate", "totalTax", "totalAmount", "originalInvoiceNumber",
    ];

    public static async IAsyncEnumerable<(Invoice Invoice, InvoiceLine Line)> Rows(IAsyncEnumerable<Invoice> invoices)
    {
        await foreach (var invoice in invoices)
        {
            foreach (var line in invoice.Lines)
            {
                yield return (invoice, line);
            }
        }
    }

    public static void Write(CsvWriter csv, (Invoice Invoice, InvoiceLine Line) row) => csv
        .Word(row.Invoice.Number).Word(row.Invoice.Id).Word(row.Invoice.CustomerId).Word(row.Invoice.SubscriptionId).Time(row.Invoice.IssuedAt)
        .Word(row.Line.LineId).Text(row.Line.DisplayName).Word(Words.Of(row.Line.Kind)).Word(row.Line.PriceId).Word(row.Line.MetricId)
        .Time(row.Line.Period.Start).Time(row.Line.Period.End).Number(row.Line.Quantity).Text(row.Line.Unit).Number(row.Line.UnitPrice).Word(row.Invoice.Currency)
        .Number(row.Line.TotalPrice).Number(row.Line.TaxRate).Number(row.Line.TotalTax).Number(row.Line.TotalAmount).Word(row.Line.Original?.Number);
}
