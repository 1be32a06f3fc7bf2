using Tallystick.Core.Billing;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>Who writes, and what: the head of the first page.</summary>
internal static class Letterhead
{
    private const double PartOfMerchant = 0.55;
    private const double PartOfTitle = 0.41;
    private const double Gap = 10;

    /// <summary>Draws it.</summary>
    internal static void Draw(Pages pages, PrintedInvoice invoice)
    {
        var merchant = Typesetter.Wrap(invoice.Merchant, Styles.Merchant, pages.Width * PartOfMerchant);
        var title = Typesetter.Wrap(invoice.Title, Styles.Title, pages.Width * PartOfTitle);
        var status = Typesetter.Line(invoice.Status, Styles.Status);
        var (left, top) = (Pages.Margin, pages.Y);
        pages.Sheet.Draw(pages.Structure.Add("H1"), Pages.Below(merchant, left, top));
        pages.Sheet.Draw(pages.Structure.Add("H2"), Pages.Below(title, left, top + 3, pages.Right));
        var below = top + 3 + Pages.HeightOf(title);
        pages.Sheet.Draw(pages.Structure.Add("P"), Pages.Below([status], left, below, pages.Right));
        pages.Skip(Math.Max(Pages.HeightOf(merchant), below + status.Style.Leading - top) + Gap);
        pages.Sheet.Rule(left, pages.Y, pages.Width, 1.2, 0.1);
        pages.Skip(Gap + 4);
    }
}
