using System.Buffers.Binary;
using System.Text;

namespace Tallystick.Core.Values;

/// <summary>
/// Texts that come again and again, such as names of metrics and sources: made once, not for every event. A new text takes the place of the
/// one that fell on the same slot. Thread-safe: a slot is one reference to something that never changes.
/// </summary>
public static class KnownTexts
{
    private const int Slots = 8192;
    private const int LongestKept = 64;
    private static readonly string?[] Known = new string?[Slots];

    /// <summary>The text of some UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is < sizeof(ulong) or > LongestKept)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var slot = ref Known[SlotOf(utf8)];
        var known = Volatile.Read(ref slot);
        if (known is null || !Ascii.Equals(utf8, known))
        {
            known = Encoding.UTF8.GetString(utf8);
            Volatile.Write(ref slot, known);
        }

        return known;
    }

    // By the ends: what is alike in names is mostly their beginning. Whoever makes texts fall on one slot has them made anew, no more.
    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        var head = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
        var tail = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        var mixed = unchecked((head ^ (tail * 0x9E3779B97F4A7C15) ^ (uint)utf8.Length) * 0xD6E8FEB86659FD93);
        return (int)(mixed >> 51);
    }
}
