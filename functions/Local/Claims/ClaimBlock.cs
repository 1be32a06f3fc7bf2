using System.Buffers.Binary;

namespace Tallystick.Local.Claims;

/// <summary>
/// Claims as the body of a frame, 54 bytes each: tag (8), hash (16), body hash (16), sequence (8), log, partition, index (2 each).
/// </summary>
internal static class ClaimBlock
{
    public const int ClaimSize = 54;

    /// <summary>The most claims of a block.</summary>
    public const int MaxClaims = 16 * 1024;

    public static void Write(Span<byte> bytes, ClaimKey key, ClaimOwner owner)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, key.Tag);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], key.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], key.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], owner.BodyHigh);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], owner.BodyLow);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], owner.Sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[48..], owner.Log);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[50..], owner.Partition);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[52..], owner.Index);
    }

    public static ClaimKey ReadKey(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));

    public static (ClaimKey Key, ClaimOwner Owner) Read(ReadOnlySpan<byte> bytes) =>
    (
        ReadKey(bytes),
        new ClaimOwner(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[48..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[50..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[52..]))
    );
}
