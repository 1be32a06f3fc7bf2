using System.Buffers.Binary;
using System.Text;

namespace Tallystick.Core.Values;

/// <summary>
/// Texts that come again and again, such as names of metrics and sources: made once, not for every event. Where a text falls there are two
/// places; a new text takes the first, and who was there the second. Thread-safe: a place is one reference to something that never changes.
/// </summary>
public static class KnownTexts
{
    private const int Places = 32 * 1024;
    private const int LongestKept = 64;
    private static readonly string?[] Known = new string?[Places];

    /// <summary>The text of some UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestKept)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var place = PlaceOf(utf8);
        ref var first = ref Known[place];
        ref var second = ref Known[place ^ 1];
        var known = Volatile.Read(ref first);
        if (known is not null && Ascii.Equals(utf8, known))
        {
            return known;
        }

        var older = Volatile.Read(ref second);
        if (older is not null && Ascii.Equals(utf8, older))
        {
            return older;
        }

        var text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref second, known ?? older);
        Volatile.Write(ref first, text);
        return text;
    }

    // By the ends: what is alike in names is mostly their beginning. Whoever makes texts fall on one place has them made anew, no more.
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        ulong head = 0, tail = 0;
        if (utf8.Length >= sizeof(ulong))
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        }
        else
        {
            foreach (var unit in utf8)
            {
                head = (head << 8) | unit;
            }
        }

        var mixed = unchecked((head ^ (tail * 0x9E3779B97F4A7C15) ^ (uint)utf8.Length) * 0xD6E8FEB86659FD93);
        return (int)(mixed >> 49);
    }
}
