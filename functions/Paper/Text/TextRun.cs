using System.Text;
using Tallystick.Paper.Fonts;

namespace Tallystick.Paper.Text;

/// <summary>Characters of one face, in the order in which they stand on paper.</summary>
/// <param name="Face">The face.</param>
/// <param name="Characters">The characters.</param>
internal sealed record TextRun(Face Face, IReadOnlyList<Rune> Characters)
{
    /// <summary>How far it reaches, in thousandths of the size.</summary>
    internal double Advance { get; } = Characters.Sum(Face.AdvanceOf);
}
