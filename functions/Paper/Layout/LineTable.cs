using Tallystick.Core.Billing;
using Tallystick.Paper.Pdf;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>The lines of an invoice. Pages turn between rows, and each begins with the heads of the columns.</summary>
internal sealed class LineTable
{
    private const double Padding = 4;
    private const double DetailPadding = 2;
    private const double Indent = 12;
    private readonly Pages pages;
    private readonly PrintedInvoice invoice;
    private readonly IReadOnlyList<double> widths;
    private readonly IReadOnlyList<IReadOnlyList<TextLine>> heads;
    private readonly StructureElement table;

    private LineTable(Pages pages, PrintedInvoice invoice)
    {
        this.pages = pages;
        this.invoice = invoice;
        widths = ColumnWidths.Of(invoice, pages.Width);
        heads = [.. invoice.Columns.Select((column, place) => Typesetter.Wrap(column, Styles.Head, widths[place]))];
        table = pages.Structure.Add("Table");
    }

    private double HeadHeight => heads.Max(Pages.HeightOf) + (2 * Padding);

    /// <summary>Draws them.</summary>
    internal static void Draw(Pages pages, PrintedInvoice invoice) => new LineTable(pages, invoice).Draw();

    private void Draw()
    {
        var caption = Typesetter.Line(invoice.Caption, Styles.Sum);
        _ = pages.Need(caption.Style.Leading + HeadHeight + (3 * Styles.Body.Leading));
        pages.Flow(table.Add("Caption"), [caption]);
        DrawHead(table.Add("TR"));
        foreach (var row in invoice.Rows)
        {
            Draw(row);
        }

        pages.Skip(Padding);
    }

    private void DrawHead(StructureElement? row)
    {
        foreach (var (place, head) in heads.Index())
        {
            Place(row?.Add("TH", " /A <</O /Table /Scope /Column>>"), place, head, Padding);
        }

        pages.Skip(HeadHeight);
        pages.Sheet.Rule(Pages.Margin, pages.Y, pages.Width, 0.8, 0.1);
    }

    private void Draw(PrintedRow row)
    {
        var padding = row.IsDetail ? DetailPadding : Padding;
        var cells = row.Cells.Select((cell, place) => LinesOf(cell, place, row.IsDetail)).ToList();
        var element = table.Add("TR");
        var parts = cells.Select(_ => element.Add("TD")).ToList();
        while (cells.Exists(cell => cell.Count > 0))
        {
            // A row that no page has room for goes on over pages; any other one stays together.
            var height = Math.Min(cells.Max(Pages.HeightOf), pages.Whole(HeadHeight) - (2 * padding));
            if (pages.Need(height + (2 * padding)))
            {
                DrawHead(null);
            }

            var drawn = cells.ConvertAll(cell => Fitting(cell, height));
            foreach (var (place, lines) in drawn.Index().Where(cell => cell.Item.Count > 0))
            {
                Place(parts[place], place, lines, padding, row.IsDetail && place == 0 ? Indent : 0);
            }

            cells = [.. cells.Select((cell, place) => cell[drawn[place].Count..])];
            pages.Skip(drawn.Max(Pages.HeightOf) + (2 * padding));
            pages.Sheet.Rule(Pages.Margin, pages.Y, pages.Width, 0.5, Styles.Hairline);
        }
    }

    private List<TextLine> LinesOf(PrintedCell cell, int place, bool isDetail)
    {
        var width = widths[place] - (isDetail && place == 0 ? Indent : 0);
        return
        [
            .. cell.Text.Length == 0 ? [] : Typesetter.Wrap(cell.Text, isDetail ? Styles.Note : Styles.Body, width),
            .. cell.Note is { } note ? Typesetter.Wrap(note, Styles.Note, width) : [],
        ];
    }

    private static List<TextLine> Fitting(List<TextLine> lines, double height)
    {
        var reached = 0d;
        return [.. lines.TakeWhile(line => (reached += line.Style.Leading) <= height + 0.01)];
    }

    // Figures stand at the right of their column, what is named at the left.
    private void Place(StructureElement? element, int place, IReadOnlyList<TextLine> lines, double padding, double indent = 0)
    {
        var left = Pages.Margin + widths.Take(place).Sum() + (place * ColumnWidths.Gap);
        pages.Sheet.Draw(element, Pages.Below(lines, left + indent, pages.Y + padding, place == 0 ? null : left + widths[place]));
    }
}
