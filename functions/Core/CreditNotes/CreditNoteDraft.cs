using Tallystick.Core.Billing;

namespace Tallystick.Core.CreditNotes;

/// <summary>Makes the document of a credit note: an invoice below zero that names its original.</summary>
internal static class CreditNoteDraft
{
    /// <summary>The draft; the same note and invoice give the same one.</summary>
    internal static Invoice Of(CreditNote note, Invoice invoice)
    {
        var original = new OriginalInvoice(invoice.Id, invoice.Number);
        return new Invoice
        {
            Id = note.DocumentId,
            Type = InvoiceType.CreditNote,
            Original = original,
            MerchantId = invoice.MerchantId,
            MerchantName = invoice.MerchantName,
            CustomerId = invoice.CustomerId,
            SubscriptionId = invoice.SubscriptionId,
            Currency = invoice.Currency,
            TaxBehavior = invoice.TaxBehavior,
            TaxTreatment = invoice.TaxTreatment,
            Period = invoice.Period,
            TimeZone = invoice.TimeZone,
            CreatedAt = note.CreatedAt,
            Lines = [.. note.Lines.Select((line, index) => Line(index + 1, line, invoice.Lines.Single(of => of.LineId == line.LineId), original))],
            PaidAmount = 0,
        };
    }

    private static InvoiceLine Line(int number, CreditedLine credited, InvoiceLine line, OriginalInvoice original) => new()
    {
        LineId = number,
        DisplayName = line.DisplayName,
        PriceId = line.PriceId,
        MetricId = line.MetricId,
        MetricName = line.MetricName,
        Kind = line.Kind,
        LineItemType = credited.Amount > 0 ? LineItemType.Refund : LineItemType.Charge,
        Period = line.Period,
        PartOf = line.PartOf,
        Quantity = -(credited.Quantity ?? 1),
        Unit = credited.Quantity is null ? null : line.Unit,
        UnitPrice = credited.Quantity is null ? credited.Price : line.UnitPrice,
        TaxRate = line.TaxRate,
        TotalPrice = -credited.Price,
        TotalTax = -credited.Tax,
        Original = original,
        Prepaid = 0,
    };
}
