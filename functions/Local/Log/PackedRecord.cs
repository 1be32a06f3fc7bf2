using System.Buffers.Binary;

namespace Tallystick.Local.Log;

/// <summary>A record within a <see cref="RecordPack"/>: length of the account's text (2 bytes), length of the payload (4), that text, payload.</summary>
/// <param name="bytes">Where it begins; may go on behind its end.</param>
internal readonly ref struct PackedRecord(ReadOnlyMemory<byte> bytes)
{
    internal const int HeaderSize = 6;

    public ReadOnlySpan<byte> Account => bytes.Span.Slice(HeaderSize, AccountLength);

    public ReadOnlyMemory<byte> Payload => bytes.Slice(HeaderSize + AccountLength, PayloadLength);

    /// <summary>How many bytes it has.</summary>
    public int Length => HeaderSize + AccountLength + PayloadLength;

    private int AccountLength => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span);

    private int PayloadLength => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[2..]);

    /// <summary>Writes what stands before the account's text.</summary>
    public static void WriteHeader(Span<byte> bytes, int accountLength, int payloadLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)accountLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[2..], payloadLength);
    }
}
