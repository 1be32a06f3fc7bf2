using System.Text;

namespace Tallystick.Paper.Fonts;

/// <summary>
/// Chinese, Japanese or Korean. A font of them is larger than all else here: the file names one of the character collections that programs for PDF know, and the
/// program shows it in a font of its own. Codes are those of UTF-16, which every such program can read as text.
/// </summary>
/// <param name="name">The font that is asked for.</param>
/// <param name="ordering">The collection of characters, by its name at Adobe.</param>
/// <param name="supplement">Its edition.</param>
/// <param name="encoding">The map from UTF-16 to the collection that is defined with PDF.</param>
/// <remarks>See ISO 32000-1, 9.7.5.2, table 118.</remarks>
internal sealed class EastAsianFace(string name, string ordering, int supplement, string encoding) : Face(name)
{
    /// <summary>Simplified Chinese; for ideographs alone, too.</summary>
    internal static readonly EastAsianFace Chinese = new("STSong-Light", "GB1", 4, "UniGB-UTF16-H");

    /// <summary>Japanese.</summary>
    internal static readonly EastAsianFace Japanese = new("HeiseiKakuGo-W5", "Japan1", 4, "UniJIS-UTF16-H");

    /// <summary>Korean.</summary>
    internal static readonly EastAsianFace Korean = new("HYGoThic-Medium", "Korea1", 1, "UniKS-UTF16-H");

    /// <summary>The collection of characters.</summary>
    internal string Ordering { get; } = ordering;

    /// <summary>Its edition.</summary>
    internal int Supplement { get; } = supplement;

    /// <summary>The map from UTF-16.</summary>
    internal string Encoding { get; } = encoding;

    /// <summary>The faces for a text, the one for its ideographs first: Japanese where there are kana, Korean where there is hangul, Chinese else.</summary>
    internal static IReadOnlyList<EastAsianFace> For(string text)
    {
        var first = text.EnumerateRunes().Any(IsKana) ? Japanese : text.EnumerateRunes().Any(IsHangul) ? Korean : Chinese;
        return [first, Japanese, Korean];
    }

    /// <summary>True for what is Chinese, Japanese or Korean.</summary>
    internal static bool IsEastAsian(Rune character) => IsKana(character) || IsHangul(character) || character.Value is
        (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x2FA1F);

    /// <inheritdoc/>
    internal override bool Has(Rune character) =>
        IsKana(character) ? this == Japanese : IsHangul(character) ? this == Korean : IsEastAsian(character);

    /// <inheritdoc/>
    internal override IEnumerable<int> CodesOf(Rune character) => character.ToString().Select(unit => (int)unit);

    /// <inheritdoc/>
    internal override double AdvanceOf(Rune character) => Em;

    private static bool IsKana(Rune character) => character.Value is (>= 0x3040 and <= 0x30FF) or (>= 0xFF66 and <= 0xFF9F);

    private static bool IsHangul(Rune character) => character.Value is (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) or (>= 0xAC00 and <= 0xD7AF);
}
