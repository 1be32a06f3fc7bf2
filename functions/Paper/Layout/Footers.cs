using Tallystick.Core.Billing;
using Tallystick.Paper.Pdf;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>What stands at the foot of each page: whose and which invoice it is, and how many pages there are.</summary>
internal static class Footers
{
    /// <summary>How much of a page is kept for it, with the margin.</summary>
    internal const double Height = Pages.Margin + 24;

    private const double Gap = 24;

    /// <summary>Draws them, when the number of pages is known.</summary>
    internal static void Draw(PdfDocument document, PrintedInvoice invoice)
    {
        foreach (var (place, sheet) in document.Sheets.Index())
        {
            var y = sheet.Height - Pages.Margin - Styles.Footer.Leading;
            var right = sheet.Width - Pages.Margin;
            var page = Typesetter.Line($"Page {place + 1} of {document.Sheets.Count}", Styles.Footer);
            var name = Typesetter.Wrap($"{invoice.Title} – {invoice.Merchant}", Styles.Footer, sheet.Width - (2 * Pages.Margin) - page.Width - Gap)[0];
            sheet.Rule(Pages.Margin, y - 6, right - Pages.Margin, 0.5, Styles.Hairline);
            sheet.Draw(null, [.. Pages.Below([name], Pages.Margin, y), .. Pages.Below([page], 0, y, right)]);
        }
    }
}
