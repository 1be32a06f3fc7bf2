using System.Text;

namespace Tallystick.Paper.Text;

/// <summary>Puts what is read from right to left into the order in which it stands on paper, within lines that are read from left to right.</summary>
/// <remarks>
/// The part of the Unicode bidirectional algorithm (UAX #9) that names and addresses need: letters, numbers within them, brackets, and what stands between.
/// Marks that embed or override a direction are not looked at.
/// </remarks>
internal static class RightToLeft
{
    private const string Brackets = "()[]{}<>«»‹›";

    /// <summary>True for a letter that is read from right to left.</summary>
    internal static bool IsLetter(Rune character) =>
        character.Value is (>= 0x590 and <= 0x8FF and not (>= 0x660 and <= 0x669) and not (>= 0x6F0 and <= 0x6F9)) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE);

    /// <summary>Where the stretch ends that begins with a letter at a place: behind the last such letter before one that is read the other way.</summary>
    internal static int EndOf(IReadOnlyList<Rune> text, int start)
    {
        var end = start + 1;
        for (var at = end; at < text.Count && (IsLetter(text[at]) || !Rune.IsLetter(text[at])); at++)
        {
            end = IsLetter(text[at]) ? at + 1 : end;
        }

        return end;
    }

    /// <summary>A stretch as it stands on paper, from left to right: numbers keep their order, signs stay behind their letters.</summary>
    internal static List<Rune> ToPaper(IReadOnlyList<Rune> stretch)
    {
        var placed = new List<Rune>(stretch.Count);
        var at = stretch.Count;
        while (at > 0)
        {
            var end = at--;
            while (at > 0 && (ArabicForms.IsMark(stretch[at]) || (IsOfNumber(stretch[at]) && IsOfNumber(stretch[at - 1]) && Rune.IsDigit(stretch[end - 1]))))
            {
                at--;
            }

            placed.AddRange(Enumerable.Range(at, end - at).Select(index => Mirrored(stretch[index])));
        }

        return placed;
    }

    private static bool IsOfNumber(Rune character) => Rune.IsDigit(character) || character.Value is '.' or ',' or ':' or '/';

    private static Rune Mirrored(Rune character) => character.IsBmp && Brackets.IndexOf((char)character.Value, StringComparison.Ordinal) is >= 0 and var place
        ? new Rune(Brackets[place ^ 1])
        : character;
}
