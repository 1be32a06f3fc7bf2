using Tallystick.Core.Billing;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>What stands below the totals: remarks of the law, and what the lines were counted from.</summary>
internal static class Paragraphs
{
    private const double Gap = 4;
    private const double AboveProof = 8;

    /// <summary>Draws them.</summary>
    internal static void Draw(Pages pages, PrintedInvoice invoice)
    {
        foreach (var remark in invoice.Remarks)
        {
            Draw(pages, remark, Styles.Body);
        }

        if (invoice.Proof.Count > 0)
        {
            pages.Skip(AboveProof);
            _ = pages.Need(AboveProof + (3 * Styles.Proof.Leading));
            pages.Sheet.Rule(Pages.Margin, pages.Y, pages.Width, 0.5, Styles.Hairline);
            pages.Skip(AboveProof);
        }

        foreach (var paragraph in invoice.Proof)
        {
            Draw(pages, string.Concat(paragraph.Pieces.Select(piece => piece.Text)), Styles.Proof);
        }
    }

    private static void Draw(Pages pages, string text, TextStyle style)
    {
        pages.Flow(pages.Structure.Add("P"), Typesetter.Wrap(text, style, pages.Width));
        pages.Skip(Gap);
    }
}
