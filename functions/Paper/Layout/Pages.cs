using Tallystick.Core.Billing;
using Tallystick.Paper.Pdf;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>Fills the pages of a document from top to bottom. Lengths are in points.</summary>
internal sealed class Pages
{
    /// <summary>From the edges of the paper to what is printed: 17 mm.</summary>
    internal const double Margin = 48;

    private readonly PdfDocument document;
    private readonly (double Width, double Height) size;

    /// <summary>Begins with an empty page.</summary>
    internal Pages(PdfDocument document, PaperSize paper)
    {
        this.document = document;
        size = paper == PaperSize.Letter ? (612, 792) : (595.28, 841.89);
        Sheet = Turn();
    }

    /// <summary>The page that is filled.</summary>
    internal Sheet Sheet { get; private set; }

    /// <summary>How far it is filled.</summary>
    internal double Y { get; private set; }

    /// <summary>How wide what is printed may be.</summary>
    internal double Width => size.Width - (2 * Margin);

    /// <summary>Where what is printed ends at the right.</summary>
    internal double Right => size.Width - Margin;

    /// <summary>How much room there is below.</summary>
    internal double Room => size.Height - Footers.Height - Y;

    /// <summary>How much room there is on a page, under the head of a table.</summary>
    internal double Whole(double head) => size.Height - Footers.Height - Margin - head;

    /// <summary>What the document says.</summary>
    internal StructureElement Structure => document.Structure;

    /// <summary>Goes on further below.</summary>
    internal void Skip(double height) => Y += height;

    /// <summary>Goes on with the next page where there is no room for so much.</summary>
    /// <returns>True where it does.</returns>
    internal bool Need(double height)
    {
        if (height <= Room)
        {
            return false;
        }

        Sheet = Turn();
        return true;
    }

    /// <summary>Draws lines below one another and goes on below them; where there is no room for one it is drawn on the next page.</summary>
    internal void Flow(StructureElement element, IReadOnlyList<TextLine> lines)
    {
        var drawn = 0;
        while (drawn < lines.Count)
        {
            _ = Need(lines[drawn].Style.Leading);
            var fitting = Math.Min(lines.Count - drawn, Math.Max(1, (int)(Room / lines[drawn].Style.Leading)));
            Sheet.Draw(element, Below(lines.Skip(drawn).Take(fitting), Margin, Y));
            Y += lines[drawn].Style.Leading * fitting;
            drawn += fitting;
        }
    }

    /// <summary>Places lines below one another.</summary>
    internal static IEnumerable<(TextLine Line, double X, double Y)> Below(IEnumerable<TextLine> lines, double x, double y, double? right = null)
    {
        foreach (var line in lines)
        {
            // The base line is where letters of this leading look centred.
            yield return (line, right is { } edge ? edge - line.Width : x, y + (line.Style.Leading / 2) + (line.Style.Size * 0.36));
            y += line.Style.Leading;
        }
    }

    /// <summary>How high lines below one another are.</summary>
    internal static double HeightOf(IEnumerable<TextLine> lines) => lines.Sum(line => line.Style.Leading);

    private Sheet Turn()
    {
        Y = Margin;
        return document.AddSheet(size.Width, size.Height);
    }
}
