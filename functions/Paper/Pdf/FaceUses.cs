using System.Globalization;
using System.Text;
using Tallystick.Paper.Fonts;
using Tallystick.Paper.Text;

namespace Tallystick.Paper.Pdf;

/// <summary>The faces that a document uses, and which of their characters: no more of them goes into its file.</summary>
internal sealed class FaceUses
{
    private readonly List<(Face Face, SortedDictionary<int, Rune> Characters)> uses = [];

    /// <summary>What a face is called on pages.</summary>
    internal string NameOf(Face face) => $"F{PlaceOf(face)}";

    /// <summary>Notes that a character is used, and says what stands for it.</summary>
    internal IEnumerable<int> Use(Face face, Rune character)
    {
        var codes = face.CodesOf(character);
        if (face is OutlineFace)
        {
            uses[PlaceOf(face)].Characters.TryAdd(codes.First(), character);
        }

        return codes;
    }

    /// <summary>Writes the faces.</summary>
    /// <returns>The dictionary of their names.</returns>
    internal string WriteTo(PdfFile file)
    {
        var entries = uses.Select((use, place) => $"/F{place} {PdfText.To(Write(file, use.Face, use.Characters))}");
        return $"<<{string.Join(' ', entries)}>>";
    }

    private int PlaceOf(Face face)
    {
        var place = uses.FindIndex(use => use.Face == face);
        if (place < 0)
        {
            uses.Add((face, []));
            place = uses.Count - 1;
        }

        return place;
    }

    private static int Write(PdfFile file, Face face, SortedDictionary<int, Rune> characters) => face switch
    {
        OutlineFace outlines => Write(file, outlines, characters),
        EastAsianFace collection => Write(file, collection),
        _ => throw new InvalidOperationException($"A face of the kind {face.GetType()} cannot be written."),
    };

    private static int Write(PdfFile file, OutlineFace face, SortedDictionary<int, Rune> characters)
    {
        var font = face.Font;
        var subset = FontSubset.Of(font, characters.Keys);
        var name = $"{TagOf(characters.Keys)}+{face.Name}";
        var program = file.AddStream($"/Length1 {subset.Length}", subset);
        var box = string.Join(' ', font.Box.Select(side => PdfText.Number(face.Scale(side))));
        var descriptor = file.Add(
            $"<</Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {PdfText.Number(face.Scale(font.Ascent))} "
            + $"/Descent {PdfText.Number(face.Scale(font.Descent))} /CapHeight {PdfText.Number(face.Scale(font.CapHeight))} /StemV 80 /FontFile2 {PdfText.To(program)}>>");
        var widths = string.Join(' ', characters.Keys.Select(glyph => $"{glyph} [{PdfText.Number(face.Scale(font.AdvanceOf(glyph)))}]"));
        var descendant = file.Add(
            $"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            + $"/FontDescriptor {PdfText.To(descriptor)} /CIDToGIDMap /Identity /DW 0 /W [{widths}]>>");
        var toUnicode = file.AddStream("", Encoding.ASCII.GetBytes(TextMapOf(characters)));
        return file.Add(
            $"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{PdfText.To(descendant)}] /ToUnicode {PdfText.To(toUnicode)}>>");
    }

    private static int Write(PdfFile file, EastAsianFace face)
    {
        var descriptor = file.Add(
            $"<</Type /FontDescriptor /FontName /{face.Name} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93>>");
        var descendant = file.Add(
            $"<</Type /Font /Subtype /CIDFontType0 /BaseFont /{face.Name} /CIDSystemInfo <</Registry (Adobe) /Ordering ({face.Ordering}) "
            + $"/Supplement {face.Supplement}>> /FontDescriptor {PdfText.To(descriptor)} /DW {Face.Em}>>");
        return file.Add($"<</Type /Font /Subtype /Type0 /BaseFont /{face.Name}-{face.Encoding} /Encoding /{face.Encoding} /DescendantFonts [{PdfText.To(descendant)}]>>");
    }

    // Six letters that tell one part of a font from another, as 9.6.4 of ISO 32000-1 wants them.
    private static string TagOf(IEnumerable<int> glyphs)
    {
        var hash = glyphs.Aggregate(17u, (sum, glyph) => unchecked((sum * 31) + (uint)glyph));
        return string.Concat(Enumerable.Range(0, 6).Select(place => (char)('A' + ((hash >> (place * 5)) % 26))));
    }

    private static string TextMapOf(SortedDictionary<int, Rune> characters)
    {
        const int MaxEntries = 100;
        var map = new StringBuilder();
        map.Append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n");
        map.Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var chunk in characters.Where(entry => entry.Key != 0).Chunk(MaxEntries))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var (code, character) in chunk)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(ArabicForms.Meant(character)))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
