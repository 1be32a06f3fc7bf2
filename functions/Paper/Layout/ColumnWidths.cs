using Tallystick.Core.Billing;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>Parts the width of the table: columns of figures get what they need up to a bound, and the first column the rest.</summary>
internal static class ColumnWidths
{
    /// <summary>Between columns, in points.</summary>
    internal const double Gap = 12;

    // The most that a column of figures gets, as a part of the width: quantity, unit price, price, tax, amount. The rest is for the item.
    private static readonly double[] Most = [0.2, 0.16, 0.15, 0.12, 0.15];

    /// <summary>How wide the columns are, without the gaps between them.</summary>
    internal static IReadOnlyList<double> Of(PrintedInvoice invoice, double width)
    {
        var figures = Most.Select((most, place) => Math.Min(most * width, NeededBy(invoice, place + 1))).ToList();
        return [width - figures.Sum() - (Gap * figures.Count), .. figures];
    }

    private static double NeededBy(PrintedInvoice invoice, int column)
    {
        var needed = Typesetter.Line(invoice.Columns[column], Styles.Head).Width;
        foreach (var row in invoice.Rows)
        {
            var cell = row.Cells[column];
            needed = Math.Max(needed, Typesetter.Line(cell.Text, row.IsDetail ? Styles.Note : Styles.Body).Width);
            needed = Math.Max(needed, Typesetter.Line(cell.Note ?? "", Styles.Note).Width);
        }

        return needed;
    }
}
