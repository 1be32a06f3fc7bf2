namespace Tallystick.Core.Billing;

/// <summary>An invoice as a page to read and print: one file, no script, nothing loaded from elsewhere.</summary>
public static class InvoiceHtml
{
    /// <summary>The page; the same invoice and recipient give the same text.</summary>
    /// <exception cref="FormatException">The invoice names a time zone that does not exist.</exception>
    public static string Render(Invoice invoice, InvoiceRecipient recipient) => Render(InvoicePrinting.Of(invoice, recipient));

    private static string Render(PrintedInvoice invoice) => Html.Of($"""
        <!doctype html>
        <html lang="{invoice.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{invoice.Title} – {invoice.Merchant}</title>
        <style>
        {InvoiceStyle.Css}
        </style>
        </head>
        <body>
        <header>
        <h1>{invoice.Merchant}</h1>
        <div class="number">{invoice.Title}<br><span class="status">{invoice.Status}</span></div>
        </header>
        <main>
        <dl class="facts">
        {Html.Join(invoice.Facts.Select(Fact))}</dl>
        <table>
        <caption>{invoice.Caption}</caption>
        <thead><tr>{Html.Join(invoice.Columns.Select(column => Html.Of($"<th scope=\"col\">{column}</th>")))}</tr></thead>
        <tbody>
        {Html.Join(invoice.Rows.Select(Row))}</tbody>
        <tfoot>
        {Html.Join(invoice.Totals.Select(total => Total(total, invoice.Columns.Count - 1)))}</tfoot>
        </table>
        {Html.Join(invoice.Remarks.Select(remark => Html.Of($"<p>{remark}</p>\n")))}</main>
        {Proof(invoice.Proof)}
        </body>
        </html>

        """).Text;

    private static Html Fact(PrintedFact fact)
    {
        var lines = Html.Join(fact.Lines.Select((line, index) => index == 0 ? Html.Of($"{line}") : Html.Of($"<br>{line}")));
        return Html.Of($"<dt>{fact.Label}</dt><dd>{(fact.IsCode ? Html.Of($"<code>{lines}</code>") : lines)}</dd>\n");
    }

    private static Html Row(PrintedRow row)
    {
        var cells = Html.Join(row.Cells.Select(cell => Html.Of($"<td>{cell.Text}{Note(cell)}</td>\n")));
        return row.IsDetail ? Html.Of($"<tr class=\"detail\">\n{cells}</tr>\n") : Html.Of($"<tr>\n{cells}</tr>\n");
    }

    private static Html Note(PrintedCell cell) => cell.Note is { } note ? Html.Of($"<small>{note}</small>") : new Html("");

    private static Html Total(PrintedTotal total, int columns)
    {
        var style = total.Kind.ToString().ToLowerInvariant();
        return Html.Of($"<tr class=\"{style}\"><th scope=\"row\" colspan=\"{columns}\">{total.Label}</th><td>{total.Amount}</td></tr>\n");
    }

    private static Html Proof(IReadOnlyList<PrintedParagraph> paragraphs) => paragraphs.Count == 0
        ? new Html("")
        : Html.Of($"<footer>\n{Html.Join(paragraphs.Select(Paragraph))}</footer>");

    private static Html Paragraph(PrintedParagraph paragraph) => Html.Of($"<p>{Html.Join(paragraph.Pieces.Select(Piece))}</p>\n");

    private static Html Piece(PrintedPiece piece) => piece.IsCode ? Html.Of($"<code>{piece.Text}</code>") : Html.Of($"{piece.Text}");
}
