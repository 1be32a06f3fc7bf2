using System.Buffers.Binary;
using System.Text;

namespace Tallystick.Paper.Fonts;

/// <summary>Makes small fonts of large ones. Glyphs keep their numbers; those that are not used have no outline.</summary>
internal static class FontSubset
{
    private const int HeadLongOffsets = 50;
    private const int HeadAdjustment = 8;
    private const int HasMoreComponents = 0x20;
    private const int HasWords = 0x1;
    private const int HasScale = 0x8;
    private const int HasTwoScales = 0x40;
    private const int HasMatrix = 0x80;

    /// <summary>The font with some glyphs, and those that they are composed of, as a file's bytes.</summary>
    internal static byte[] Of(TrueTypeFont font, IEnumerable<int> used)
    {
        var kept = Closure(font, used);
        using var outlines = new MemoryStream();
        var offsets = new byte[(font.GlyphCount + 1) * 4];
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(glyph * 4), (int)outlines.Length);
            if (kept.Contains(glyph))
            {
                outlines.Write(font.OutlineOf(glyph));
                outlines.Write(new byte[Padding((int)outlines.Length)]);
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(font.GlyphCount * 4), (int)outlines.Length);
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(HeadLongOffsets), 1);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(HeadAdjustment), 0);
        return FileOf(
        [
            ("glyf", outlines.ToArray()),
            ("head", head),
            ("hhea", font.Table("hhea").ToArray()),
            ("hmtx", font.Table("hmtx").ToArray()),
            ("loca", offsets),
            ("maxp", font.Table("maxp").ToArray()),
        ]);
    }

    private static HashSet<int> Closure(TrueTypeFont font, IEnumerable<int> used)
    {
        var kept = new HashSet<int>();
        var open = new Stack<int>(used.Append(0));
        while (open.TryPop(out var glyph))
        {
            if (kept.Add(glyph))
            {
                foreach (var component in ComponentsOf(font.OutlineOf(glyph).ToArray()))
                {
                    open.Push(component);
                }
            }
        }

        return kept;
    }

    private static IEnumerable<int> ComponentsOf(byte[] outline)
    {
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            yield break;
        }

        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            yield return BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            var scale = (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            at += 4 + ((flags & HasWords) != 0 ? 4 : 2) + scale;
        }
        while ((flags & HasMoreComponents) != 0);
    }

    private static byte[] FileOf(IReadOnlyList<(string Tag, byte[] Bytes)> tables)
    {
        var offset = 12 + (16 * tables.Count);
        using var file = new MemoryStream();
        var power = 1 << (int)Math.Log2(tables.Count);
        Write(file, 0x00010000, 4);
        Write(file, tables.Count, 2);
        Write(file, power * 16, 2);
        Write(file, (int)Math.Log2(power), 2);
        Write(file, (tables.Count - power) * 16, 2);
        foreach (var (tag, bytes) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(tag));
            Write(file, SumOf(bytes), 4);
            Write(file, offset, 4);
            Write(file, bytes.Length, 4);
            offset += bytes.Length + Padding(bytes.Length);
        }

        foreach (var (_, bytes) in tables)
        {
            file.Write(bytes);
            file.Write(new byte[Padding(bytes.Length)]);
        }

        return file.ToArray();
    }

    private static uint SumOf(byte[] table)
    {
        var padded = new byte[table.Length + Padding(table.Length)];
        table.CopyTo(padded, 0);
        uint sum = 0;
        for (var at = 0; at < padded.Length; at += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(at)));
        }

        return sum;
    }

    private static int Padding(int length) => (4 - (length % 4)) % 4;

    private static void Write(MemoryStream file, long value, int length)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        file.Write(bytes[(8 - length)..]);
    }
}
