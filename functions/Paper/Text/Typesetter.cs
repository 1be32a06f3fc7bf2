using System.Text;
using Tallystick.Paper.Fonts;

namespace Tallystick.Paper.Text;

/// <summary>Sets text in the faces that have its characters, and breaks it into lines.</summary>
internal static class Typesetter
{
    private static readonly Rune Blank = new(' ');

    /// <summary>What stands between lines.</summary>
    internal static readonly TextSpan Between = new([new TextRun(ShippedFonts.Regular, [Blank])]);

    /// <summary>A text in one line.</summary>
    internal static TextLine Line(string text, TextStyle style) => new(SpansOf(text, style), style);

    /// <summary>A text in lines that are no wider than it is said, but for a character that is wider by itself. At least one line.</summary>
    internal static IReadOnlyList<TextLine> Wrap(string text, TextStyle style, double width)
    {
        var whole = Line(text, style);
        if (whole.Width <= width)
        {
            return [whole];
        }

        var lines = new List<TextLine>();
        var (line, reached) = (new StringBuilder(), 0d);
        foreach (var piece in PiecesOf(text).SelectMany(piece => Fitting(piece, style, width)))
        {
            var wide = Line(piece.TrimEnd(' '), style).Width;
            if (line.Length > 0 && reached + wide > width)
            {
                lines.Add(Line(line.ToString().TrimEnd(' '), style));
                line.Clear();
                reached = 0;
            }

            line.Append(piece);
            reached += Line(piece, style).Width;
        }

        return [.. lines, Line(line.ToString().TrimEnd(' '), style)];
    }

    // What stays together: up to a blank, a hyphen or a slash; ideographs stand alone.
    private static IEnumerable<string> PiecesOf(string text)
    {
        var piece = new StringBuilder();
        foreach (var character in text.EnumerateRunes())
        {
            var isIdeograph = EastAsianFace.IsEastAsian(character);
            if (isIdeograph && piece.Length > 0)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(character);
            if (isIdeograph || Rune.IsWhiteSpace(character) || (character.Value is '-' or '/' && piece.Length > 1))
            {
                yield return piece.ToString();
                piece.Clear();
            }
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    // A word that is wider than the line is broken anywhere.
    private static IEnumerable<string> Fitting(string piece, TextStyle style, double width)
    {
        if (Line(piece.TrimEnd(' '), style).Width <= width)
        {
            yield return piece;
            yield break;
        }

        var (part, reached) = (new StringBuilder(), 0d);
        foreach (var character in piece.EnumerateRunes().Select(character => character.ToString()))
        {
            var wide = Line(character, style).Width;
            if (part.Length > 0 && reached + wide > width)
            {
                yield return part.ToString();
                part.Clear();
                reached = 0;
            }

            part.Append(character);
            reached += wide;
        }

        yield return part.ToString();
    }

    private static List<TextSpan> SpansOf(string text, TextStyle style)
    {
        var face = style.IsBold ? ShippedFonts.Bold : ShippedFonts.Regular;
        var characters = text.EnumerateRunes().Where(IsVisible).Select(character => Rune.IsWhiteSpace(character) || Rune.IsControl(character) ? Blank : character).ToList();
        if (characters.TrueForAll(face.Has))
        {
            return characters.Count == 0 ? [] : [new TextSpan([new TextRun(face, characters)])];
        }

        var faces = new List<Face>([face, .. ShippedFonts.Others, .. EastAsianFace.For(text)]);
        var spans = new List<TextSpan>();
        for (var at = 0; at < characters.Count;)
        {
            var start = at;
            at = EndOfSpan(characters, at, faces);
            var stretch = characters[start..at];
            spans.Add(SpanOf(stretch, faces));
        }

        return spans;
    }

    private static int EndOfSpan(List<Rune> characters, int start, List<Face> faces)
    {
        if (RightToLeft.IsLetter(characters[start]))
        {
            return RightToLeft.EndOf(characters, start);
        }

        var isKnown = faces.Exists(face => face.Has(characters[start]));
        var length = characters.Skip(start).TakeWhile(character => !RightToLeft.IsLetter(character) && faces.Exists(face => face.Has(character)) == isKnown).Count();
        return start + length;
    }

    private static TextSpan SpanOf(List<Rune> stretch, List<Face> faces)
    {
        if (RightToLeft.IsLetter(stretch[0]))
        {
            return new TextSpan(RunsOf(RightToLeft.ToPaper(ArabicForms.Of(stretch)), faces));
        }

        // What no face has is drawn as the mark of what is missing, and is still read out, searched and copied as it is.
        return faces.Exists(face => face.Has(stretch[0])) ? new TextSpan(RunsOf(stretch, faces)) : new TextSpan(RunsOf(stretch, faces), string.Concat(stretch));
    }

    private static List<TextRun> RunsOf(List<Rune> characters, List<Face> faces)
    {
        var runs = new List<TextRun>();
        for (var at = 0; at < characters.Count;)
        {
            var face = FaceOf(characters[at], faces);
            var same = characters.Skip(at).TakeWhile(character => FaceOf(character, faces) == face).ToList();
            runs.Add(new TextRun(face, same));
            at += same.Count;
        }

        return runs;
    }

    private static Face FaceOf(Rune character, List<Face> faces) => faces.Find(face => face.Has(character)) ?? faces[0];

    // Marks that join, part or direct have no width and no glyph.
    private static bool IsVisible(Rune character) =>
        character.Value is not ((>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF or 0x61C or (>= 0xFE00 and <= 0xFE0F));
}
