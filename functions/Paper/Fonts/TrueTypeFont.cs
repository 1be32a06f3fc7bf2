using System.Buffers.Binary;
using System.Text;

namespace Tallystick.Paper.Fonts;

/// <summary>A font of outlines in TrueType's format. Lengths are in units of the font: <see cref="UnitsPerEm"/> are as long as the type is high.</summary>
/// <remarks>See ISO/IEC 14496-22, the Open Font Format. What is read are the tables that every such font has.</remarks>
internal sealed class TrueTypeFont
{
    private const int TableEntryLength = 16;
    private const int FirstTableEntry = 12;
    private readonly byte[] bytes;
    private readonly Dictionary<string, Range> tables;
    private readonly Dictionary<int, int> glyphs;
    private readonly int advanceCount;
    private readonly bool longOffsets;

    private TrueTypeFont(byte[] bytes)
    {
        this.bytes = bytes;
        tables = Enumerable.Range(0, UInt16(bytes, 4)).Select(index => bytes.AsSpan(FirstTableEntry + (index * TableEntryLength), TableEntryLength).ToArray())
            .ToDictionary(entry => Encoding.ASCII.GetString(entry, 0, 4), entry => new Range(Int32(entry, 8), Int32(entry, 8) + Int32(entry, 12)));
        var head = Table("head");
        UnitsPerEm = UInt16(head, 18);
        Box = [Int16(head, 36), Int16(head, 38), Int16(head, 40), Int16(head, 42)];
        longOffsets = Int16(head, 50) != 0;
        Ascent = Int16(Table("hhea"), 4);
        Descent = Int16(Table("hhea"), 6);
        advanceCount = UInt16(Table("hhea"), 34);
        GlyphCount = UInt16(Table("maxp"), 4);
        CapHeight = Int16(Table("OS/2"), 88);
        glyphs = CharacterMap.Read(Table("cmap"));
    }

    /// <summary>How many units the type is high.</summary>
    internal int UnitsPerEm { get; }

    /// <summary>What encloses every glyph: left, bottom, right, top.</summary>
    internal IReadOnlyList<int> Box { get; }

    /// <summary>How far letters reach above the base line.</summary>
    internal int Ascent { get; }

    /// <summary>How far letters reach below the base line: below 0.</summary>
    internal int Descent { get; }

    /// <summary>How high capital letters are.</summary>
    internal int CapHeight { get; }

    /// <summary>How many glyphs there are.</summary>
    internal int GlyphCount { get; }

    /// <summary>A font of a file's bytes.</summary>
    internal static TrueTypeFont Read(byte[] bytes) => new(bytes);

    /// <summary>The glyph of a character; 0, the mark of what is missing, where the font has none.</summary>
    internal int GlyphOf(Rune character) => glyphs.GetValueOrDefault(character.Value);

    /// <summary>How far a glyph moves on.</summary>
    internal int AdvanceOf(int glyph) => UInt16(Table("hmtx"), Math.Min(glyph, advanceCount - 1) * 4);

    /// <summary>A table, as it is.</summary>
    internal ReadOnlySpan<byte> Table(string tag) => bytes.AsSpan(tables[tag]);

    /// <summary>The outline of a glyph; empty for a blank.</summary>
    internal ReadOnlySpan<byte> OutlineOf(int glyph) => Table("glyf")[OffsetOf(glyph)..OffsetOf(glyph + 1)];

    private static int UInt16(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt16BigEndian(table[at..]);

    private static int Int16(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadInt16BigEndian(table[at..]);

    private static int Int32(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadInt32BigEndian(table[at..]);

    private int OffsetOf(int glyph) => longOffsets ? Int32(Table("loca"), glyph * 4) : UInt16(Table("loca"), glyph * 2) * 2;
}
