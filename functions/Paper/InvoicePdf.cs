using Tallystick.Core.Billing;
using Tallystick.Paper.Layout;
using Tallystick.Paper.Pdf;

namespace Tallystick.Paper;

/// <summary>An invoice as a PDF: text that can be selected, searched and read out, on as many pages as it takes.</summary>
public sealed class InvoicePdf : IInvoicePaper
{
    /// <inheritdoc/>
    public byte[] Print(Invoice invoice, InvoiceRecipient recipient, PaperSize paper)
    {
        var printed = InvoicePrinting.Of(invoice, recipient);
        var at = (invoice.IssuedAt ?? invoice.CreatedAt).ToDateTimeOffset();
        var document = new PdfDocument(new DocumentFacts(printed.Title, printed.Merchant, printed.Language, at));
        var pages = new Pages(document, paper);
        Letterhead.Draw(pages, printed);
        FactColumns.Draw(pages, printed.Facts);
        LineTable.Draw(pages, printed);
        Totals.Draw(pages, printed.Totals);
        Paragraphs.Draw(pages, printed);
        Footers.Draw(document, printed);
        return document.ToBytes();
    }
}
