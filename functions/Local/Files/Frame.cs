using System.Buffers.Binary;

namespace Tallystick.Local.Files;

/// <summary>
/// A frame of a <see cref="FrameFile"/>: length of the body (4 bytes), CRC-32C of everything else (4), the file offset at which the write
/// that carried the frame began (8), body. Numbers are little-endian.
/// </summary>
/// <remarks>
/// The offset of the write tells a torn tail from damage. A write begins only when the one before it is durable, so a whole frame of a
/// later write proves that everything before that write was durable once. Frames of one write prove nothing about each other: in a power
/// cut the pages of a write may reach the disk in any order.
/// </remarks>
internal static class Frame
{
    public const int HeaderSize = 16;

    /// <summary>The longest body, in bytes: the largest commit of documents and its names.</summary>
    public const int MaxBody = (2 << 20) + (64 << 10);
    private const int ChecksumEnd = 8;

    /// <summary>Fills the header in front of a body that is in place.</summary>
    /// <param name="frame">Header and body.</param>
    /// <param name="writeOffset">Where the write begins.</param>
    public static void Seal(Span<byte> frame, long writeOffset)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - HeaderSize);
        BinaryPrimitives.WriteInt64LittleEndian(frame[ChecksumEnd..], writeOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(frame));
    }

    /// <summary>The length of the body that a header announces; false where no frame at the offset can begin so.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, long offset, out int bodyLength, out long writeOffset)
    {
        bodyLength = BinaryPrimitives.ReadInt32LittleEndian(header);
        writeOffset = BinaryPrimitives.ReadInt64LittleEndian(header[ChecksumEnd..]);
        return bodyLength is > 0 and <= MaxBody && writeOffset >= 0 && writeOffset <= offset;
    }

    /// <summary>Whether header and body are as they were written.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) == Checksum(frame);

    private static uint Checksum(ReadOnlySpan<byte> frame) => Crc32C.Of(frame[..4], frame[ChecksumEnd..]);
}
