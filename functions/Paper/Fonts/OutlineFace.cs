using System.Text;

namespace Tallystick.Paper.Fonts;

/// <summary>A face whose outlines go into the file. Its codes are the numbers of glyphs.</summary>
/// <param name="name">Its name.</param>
/// <param name="font">The outlines.</param>
internal sealed class OutlineFace(string name, TrueTypeFont font) : Face(name)
{
    /// <summary>The outlines.</summary>
    internal TrueTypeFont Font { get; } = font;

    /// <inheritdoc/>
    internal override bool Has(Rune character) => Font.GlyphOf(character) != 0;

    /// <inheritdoc/>
    internal override IEnumerable<int> CodesOf(Rune character) => [Font.GlyphOf(character)];

    /// <inheritdoc/>
    internal override double AdvanceOf(Rune character) => Scale(Font.AdvanceOf(Font.GlyphOf(character)));

    /// <summary>A length of the font in thousandths of the size.</summary>
    internal double Scale(int units) => (double)units * Em / Font.UnitsPerEm;
}
