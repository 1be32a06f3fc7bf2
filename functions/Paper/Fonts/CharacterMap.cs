using System.Buffers.Binary;

namespace Tallystick.Paper.Fonts;

/// <summary>Which glyph a font has for a character, as its table <c>cmap</c> says it in format 4: for the basic plane.</summary>
/// <remarks>See ISO/IEC 14496-22, 5.2.1.3.3.</remarks>
internal static class CharacterMap
{
    private const int FirstEntry = 4;
    private const int EntryLength = 8;
    private const int SegmentMapping = 4;

    /// <summary>The characters that have a glyph.</summary>
    /// <exception cref="FormatException">There is no table of format 4.</exception>
    internal static Dictionary<int, int> Read(ReadOnlySpan<byte> table)
    {
        for (var index = 0; index < UInt16(table, 2); index++)
        {
            var map = table[BinaryPrimitives.ReadInt32BigEndian(table[(FirstEntry + (index * EntryLength) + 4)..])..];
            if (UInt16(map, 0) == SegmentMapping)
            {
                return ReadSegments(map);
            }
        }

        throw new FormatException("The font has no map of characters in format 4.");
    }

    private static Dictionary<int, int> ReadSegments(ReadOnlySpan<byte> map)
    {
        var glyphs = new Dictionary<int, int>();
        var doubled = UInt16(map, 6);
        for (var segment = 0; segment < doubled; segment += 2)
        {
            var (end, start) = (UInt16(map, 14 + segment), UInt16(map, 16 + doubled + segment));
            var (delta, offsetAt) = (UInt16(map, 16 + (2 * doubled) + segment), 16 + (3 * doubled) + segment);
            var offset = UInt16(map, offsetAt);
            for (var character = start; character <= end && character != 0xFFFF; character++)
            {
                var listed = offset == 0 ? character : UInt16(map, offsetAt + offset + (2 * (character - start)));
                if (listed != 0 && ((listed + delta) & 0xFFFF) is var glyph && glyph != 0)
                {
                    glyphs[character] = glyph;
                }
            }
        }

        return glyphs;
    }

    private static int UInt16(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt16BigEndian(table[at..]);
}
