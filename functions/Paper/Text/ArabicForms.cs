using System.Text;

namespace Tallystick.Paper.Text;

/// <summary>Joins Arabic letters: each is written by its place in the word, for which Unicode has characters of their own.</summary>
/// <remarks>See the Unicode Standard, chapter 9.2, "Arabic Cursive Joining", and the charts of U+FB50 and U+FE70.</remarks>
internal static class ArabicForms
{
    private const int Final = 1;
    private const int Initial = 2;
    private const int Medial = 3;
    private const int JoinsBoth = 4;
    private const int Tatweel = 0x640;
    private const int Lam = 0x644;

    // A letter, its isolated form, and how many forms there are: isolated, final, initial and medial stand behind one another.
    private static readonly Dictionary<int, (int Form, int Count)> Letters = new (int Letter, int Form, int Count)[]
    {
        (0x621, 0xFE80, 1), (0x622, 0xFE81, 2), (0x623, 0xFE83, 2), (0x624, 0xFE85, 2), (0x625, 0xFE87, 2), (0x626, 0xFE89, 4), (0x627, 0xFE8D, 2),
        (0x628, 0xFE8F, 4), (0x629, 0xFE93, 2), (0x62A, 0xFE95, 4), (0x62B, 0xFE99, 4), (0x62C, 0xFE9D, 4), (0x62D, 0xFEA1, 4), (0x62E, 0xFEA5, 4),
        (0x62F, 0xFEA9, 2), (0x630, 0xFEAB, 2), (0x631, 0xFEAD, 2), (0x632, 0xFEAF, 2), (0x633, 0xFEB1, 4), (0x634, 0xFEB5, 4), (0x635, 0xFEB9, 4),
        (0x636, 0xFEBD, 4), (0x637, 0xFEC1, 4), (0x638, 0xFEC5, 4), (0x639, 0xFEC9, 4), (0x63A, 0xFECD, 4), (0x641, 0xFED1, 4), (0x642, 0xFED5, 4),
        (0x643, 0xFED9, 4), (0x644, 0xFEDD, 4), (0x645, 0xFEE1, 4), (0x646, 0xFEE5, 4), (0x647, 0xFEE9, 4), (0x648, 0xFEED, 2), (0x649, 0xFEEF, 2),
        (0x64A, 0xFEF1, 4), (0x671, 0xFB50, 2), (0x679, 0xFB66, 4), (0x67E, 0xFB56, 4), (0x686, 0xFB7A, 4), (0x688, 0xFB88, 2), (0x691, 0xFB8C, 2),
        (0x698, 0xFB8A, 2), (0x6A9, 0xFB8E, 4), (0x6AF, 0xFB92, 4), (0x6BA, 0xFB9E, 2), (0x6BE, 0xFBAA, 4), (0x6C0, 0xFBA4, 2), (0x6C1, 0xFBA6, 4),
        (0x6CC, 0xFBFC, 4), (0x6D2, 0xFBAE, 2),
    }.ToDictionary(entry => entry.Letter, entry => (entry.Form, entry.Count));

    // Lam and an alef behind it are written as one.
    private static readonly Dictionary<int, int> LamWith = new() { [0x622] = 0xFEF5, [0x623] = 0xFEF7, [0x625] = 0xFEF9, [0x627] = 0xFEFB };

    private static readonly Dictionary<int, string> Read = Letters
        .SelectMany(entry => Enumerable.Range(entry.Value.Form, entry.Value.Count), (entry, form) => (Form: form, Text: char.ConvertFromUtf32(entry.Key)))
        .ToDictionary(entry => entry.Form, entry => entry.Text);

    /// <summary>The letter that a written one stands for; of two that are written as one, and of what is no such letter, itself.</summary>
    internal static string Meant(Rune written) => Read.GetValueOrDefault(written.Value) ?? written.ToString();

    /// <summary>The characters as they are written, in the order in which they are read.</summary>
    internal static List<Rune> Of(IReadOnlyList<Rune> text)
    {
        var written = new List<Rune>(text.Count);
        for (var at = 0; at < text.Count; at++)
        {
            var joined = JoinsForward(Neighbour(text, at, -1));
            if (text[at].Value == Lam && at + 1 < text.Count && LamWith.TryGetValue(text[at + 1].Value, out var ligature))
            {
                written.Add(new Rune(ligature + (joined ? Final : 0)));
                at++;
            }
            else if (Letters.TryGetValue(text[at].Value, out var letter))
            {
                var joins = letter.Count == JoinsBoth && JoinsBack(Neighbour(text, at, 1));
                var place = joined && joins ? Medial : joins ? Initial : joined && letter.Count > 1 ? Final : 0;
                written.Add(new Rune(letter.Form + place));
            }
            else
            {
                written.Add(text[at]);
            }
        }

        return written;
    }

    /// <summary>True for a sign above or below a letter, which joins nothing and parts nothing.</summary>
    internal static bool IsMark(Rune character) =>
        character.Value is (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x5BD) or 0x5BF or 0x5C1 or 0x5C2 or 0x5C4 or 0x5C5 or 0x5C7
            or (>= 0x610 and <= 0x61A) or (>= 0x64B and <= 0x65F) or 0x670 or (>= 0x6D6 and <= 0x6DC) or (>= 0x6DF and <= 0x6E4);

    private static int Neighbour(IReadOnlyList<Rune> text, int at, int step)
    {
        do
        {
            at += step;
        }
        while (at >= 0 && at < text.Count && IsMark(text[at]));
        return at >= 0 && at < text.Count ? text[at].Value : 0;
    }

    private static bool JoinsForward(int letter) => letter == Tatweel || (Letters.TryGetValue(letter, out var forms) && forms.Count == JoinsBoth);

    private static bool JoinsBack(int letter) => letter == Tatweel || (Letters.TryGetValue(letter, out var forms) && forms.Count > 1);
}
