using System.Buffers.Binary;
using System.Numerics;

namespace Tallystick.Local.Files;

/// <summary>The CRC-32C checksum (Castagnoli; RFC 3720, appendix B.4), by the processor's instruction where it has one.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of two spans, one behind the other.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Fold(Fold(uint.MaxValue, first), second);

    private static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var part in bytes)
        {
            crc = BitOperations.Crc32C(crc, part);
        }

        return crc;
    }
}
