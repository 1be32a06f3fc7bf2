using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tallystick.Core.Values;

/// <summary>
/// What a text of one line may have in it: no control characters (Unicode's category Cc, line breaks and tabs among them), and not the separators of lines and
/// paragraphs, nor the controls that turn the direction of writing (Unicode's embeddings, overrides and isolates). Names stand in lines of invoices, mails, files and
/// pages; a break in one would begin a line of its own, and a turn would have what follows read otherwise than it is written.
/// </summary>
public static class OneLine
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(character => char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))]);

    /// <summary>True where a text is of one line.</summary>
    public static bool Is(string text) => !text.AsSpan().ContainsAny(Breaks);

    /// <summary>True where something of a text is to be seen: more than white space, and characters without width.</summary>
    public static bool IsVisible(string text) =>
        text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format));

    /// <summary>A text that was taken before there was this rule, with a space for each character that a line cannot have.</summary>
    public static string Of(string text) => Is(text) ? text : string.Concat(text.Select(character => Breaks.Contains(character) ? ' ' : character));
}
