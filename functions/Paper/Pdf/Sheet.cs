using System.Globalization;
using System.Text;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Pdf;

/// <summary>A page that is drawn on. Lengths are in points from its left and upper edge.</summary>
/// <param name="width">How wide it is.</param>
/// <param name="height">How high it is.</param>
/// <param name="fonts">The faces that the document uses.</param>
internal sealed class Sheet(double width, double height, FaceUses fonts)
{
    private readonly StringBuilder content = new();
    private readonly List<StructureElement> marked = [];

    /// <summary>How wide it is.</summary>
    internal double Width { get; } = width;

    /// <summary>How high it is.</summary>
    internal double Height { get; } = height;

    /// <summary>The elements that are drawn here, by the number of their mark.</summary>
    internal IReadOnlyList<StructureElement> Marked => marked;

    /// <summary>What is drawn, in the operators of PDF.</summary>
    internal byte[] Content => Encoding.ASCII.GetBytes(content.ToString());

    /// <summary>Draws lines of text, their base lines at the places given.</summary>
    /// <param name="element">What is said with them; null for what repeats or adorns.</param>
    /// <param name="lines">The lines, each with where it begins.</param>
    internal void Draw(StructureElement? element, IEnumerable<(TextLine Line, double X, double Y)> lines)
    {
        Begin(element);
        content.Append("BT\n");
        foreach (var (line, x, y) in lines)
        {
            content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(line.Style.Grey)} g 1 0 0 1 {PdfText.Number(x)} {PdfText.Number(Height - y)} Tm\n");
            foreach (var span in line.Spans)
            {
                Draw(span, line.Style.Size);
            }

            // What is read out has no other border between lines.
            Draw(Typesetter.Between, line.Style.Size);
        }

        content.Append("ET\n");
        End();
    }

    /// <summary>Draws a line.</summary>
    internal void Rule(double x, double y, double length, double thickness, double grey) => Fill(x, y - (thickness / 2), length, thickness, grey);

    /// <summary>Fills a rectangle.</summary>
    internal void Fill(double x, double y, double wide, double high, double grey)
    {
        Begin(null);
        content.Append(CultureInfo.InvariantCulture, $"{PdfText.Number(grey)} g {PdfText.Number(x)} {PdfText.Number(Height - y - high)} {PdfText.Number(wide)} {PdfText.Number(high)} re f\n");
        End();
    }

    private void Begin(StructureElement? element)
    {
        if (element is null)
        {
            content.Append("/Artifact BMC\n");
            return;
        }

        content.Append(CultureInfo.InvariantCulture, $"/{element.Tag} <</MCID {marked.Count}>> BDC\n");
        element.Marks.Add((this, marked.Count));
        marked.Add(element);
    }

    private void End() => content.Append("EMC\n");

    private void Draw(TextSpan span, double size)
    {
        if (span.Meaning is { } meaning)
        {
            content.Append(CultureInfo.InvariantCulture, $"/Span <</ActualText {PdfText.Text(meaning)}>> BDC\n");
        }

        foreach (var run in span.Runs)
        {
            content.Append(CultureInfo.InvariantCulture, $"/{fonts.NameOf(run.Face)} {PdfText.Number(size)} Tf <");
            foreach (var character in run.Characters)
            {
                foreach (var code in fonts.Use(run.Face, character))
                {
                    content.Append(CultureInfo.InvariantCulture, $"{code:X4}");
                }
            }

            content.Append("> Tj\n");
        }

        if (span.Meaning is not null)
        {
            End();
        }
    }
}
