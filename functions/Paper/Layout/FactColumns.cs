using Tallystick.Core.Billing;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>What an invoice says of itself, in two columns that are about as long as one another.</summary>
internal static class FactColumns
{
    private const double Gap = 24;
    private const double BelowFact = 7;
    private const double BelowAll = 10;

    /// <summary>Draws them.</summary>
    internal static void Draw(Pages pages, IReadOnlyList<PrintedFact> facts)
    {
        var width = (pages.Width - Gap) / 2;
        var blocks = facts.Select(fact => BlockOf(fact, width)).ToList();
        var cut = Enumerable.Range(0, blocks.Count + 1).MinBy(count => Math.Max(HeightOf(blocks.Take(count)), HeightOf(blocks.Skip(count))));
        var top = pages.Y;
        Draw(pages, blocks.Take(cut), Pages.Margin, top);
        Draw(pages, blocks.Skip(cut), Pages.Margin + width + Gap, top);
        pages.Skip(Math.Max(HeightOf(blocks.Take(cut)), HeightOf(blocks.Skip(cut))) + BelowAll);
    }

    private static List<TextLine> BlockOf(PrintedFact fact, double width) =>
        [.. Typesetter.Wrap(fact.Label, Styles.Label, width), .. fact.Lines.SelectMany(line => Typesetter.Wrap(line, Styles.Body, width))];

    private static double HeightOf(IEnumerable<List<TextLine>> blocks) => blocks.Sum(block => Pages.HeightOf(block) + BelowFact);

    private static void Draw(Pages pages, IEnumerable<List<TextLine>> blocks, double x, double y)
    {
        foreach (var block in blocks)
        {
            pages.Sheet.Draw(pages.Structure.Add("P"), Pages.Below(block, x, y));
            y += Pages.HeightOf(block) + BelowFact;
        }
    }
}
