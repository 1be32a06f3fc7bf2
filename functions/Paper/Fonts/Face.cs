using System.Text;

namespace Tallystick.Paper.Fonts;

/// <summary>A font that text is set in, whether it is in the file or the reader's program has to have it.</summary>
/// <param name="name">Its name, as PDF has it: without blanks.</param>
internal abstract class Face(string name)
{
    /// <summary>The lengths of a face are in thousandths of the size of its type.</summary>
    internal const int Em = 1000;

    /// <summary>Its name, as PDF has it.</summary>
    internal string Name { get; } = name;

    /// <summary>True where the face has the character.</summary>
    internal abstract bool Has(Rune character);

    /// <summary>What stands in a text for the character: one code of two bytes or more.</summary>
    internal abstract IEnumerable<int> CodesOf(Rune character);

    /// <summary>How far the character moves on, in thousandths of the size.</summary>
    internal abstract double AdvanceOf(Rune character);
}
