using Tallystick.Core.Billing;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>What the lines come to: together on a page, unless there is more than a page of it.</summary>
internal static class Totals
{
    private const double Padding = 2.5;
    private const double DuePadding = 7;
    private const double Gap = 24;
    private const double PartOfWidth = 0.5;

    /// <summary>Draws them.</summary>
    internal static void Draw(Pages pages, IReadOnlyList<PrintedTotal> totals)
    {
        var all = totals.Sum(HeightOf);
        _ = pages.Need(all <= pages.Whole(0) ? all : 0);
        var table = pages.Structure.Add("Table");
        foreach (var total in totals)
        {
            var style = StyleOf(total.Kind);
            var amount = Typesetter.Line(total.Amount, style);
            var left = pages.Right - Math.Max(pages.Width * PartOfWidth, Typesetter.Line(total.Label, style).Width + amount.Width + Gap + (2 * DuePadding));
            var padding = PaddingOf(total.Kind);
            _ = pages.Need(HeightOf(total));
            if (total.Kind == TotalKind.Due)
            {
                pages.Sheet.Fill(left, pages.Y, pages.Right - left, HeightOf(total), 0.94);
            }
            else if (total.Kind == TotalKind.Sum)
            {
                pages.Sheet.Rule(left, pages.Y, pages.Right - left, 0.8, 0.1);
            }

            var row = table.Add("TR");
            var inner = total.Kind == TotalKind.Due ? DuePadding : 0;
            pages.Sheet.Draw(row.Add("TH", " /A <</O /Table /Scope /Row>>"), Pages.Below([Typesetter.Line(total.Label, style)], left + inner, pages.Y + padding));
            pages.Sheet.Draw(row.Add("TD"), Pages.Below([amount], 0, pages.Y + padding, pages.Right - inner));
            pages.Skip(HeightOf(total));
        }

        pages.Skip(Gap / 2);
    }

    private static double HeightOf(PrintedTotal total) => StyleOf(total.Kind).Leading + (2 * PaddingOf(total.Kind));

    private static double PaddingOf(TotalKind kind) => kind == TotalKind.Due ? DuePadding : Padding;

    private static TextStyle StyleOf(TotalKind kind) => kind switch
    {
        TotalKind.Due => Styles.Due,
        TotalKind.Sum => Styles.Sum,
        _ => Styles.Body,
    };
}
