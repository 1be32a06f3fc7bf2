using System.Buffers.Binary;
using System.IO.Compression;

namespace Tallystick.Local.Log;

/// <summary>Records of one write as the body of a frame, compressed together.</summary>
/// <remarks>
/// The complement of the first record's sequence (8 bytes); when they were enqueued, all at one time (8, Unix milliseconds); how many they are (4); their size
/// (4); the records by Brotli, one <see cref="PackedRecord"/> behind the other. Layout 2 had a frame for each record, not compressed: sequence (8),
/// enqueued time (8), length of the account's text (2), that text, payload. Such frames are read for good.
/// </remarks>
internal readonly struct RecordPack
{
    internal const int HeaderSize = 24;
    private const int SingleHeaderSize = 18;
    private readonly ReadOnlyMemory<byte> body;
    private readonly bool isSingle;

    /// <param name="body">The body of a frame.</param>
    public RecordPack(ReadOnlyMemory<byte> body)
    {
        this.body = body;
        var bytes = body.Span;
        var first = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        isSingle = first >= 0;
        First = isSingle ? first : ~first;
        EnqueuedMilliseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        Count = isSingle ? 1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        Size = isSingle ? PackedRecord.HeaderSize + bytes.Length - SingleHeaderSize : BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
    }

    /// <summary>The first record's number.</summary>
    public long First { get; }

    /// <summary>How many records there are.</summary>
    public int Count { get; }

    /// <summary>The last record's number.</summary>
    public long Last => First + Count - 1;

    /// <summary>When the log took them, in Unix milliseconds.</summary>
    public long EnqueuedMilliseconds { get; }

    /// <summary>How many bytes they have when they are not compressed.</summary>
    public int Size { get; }

    /// <summary>Unpacks the records; false where the bytes are none.</summary>
    /// <param name="records">Gets them: <see cref="Size"/> bytes.</param>
    public bool TryUnpack(Span<byte> records)
    {
        if (!isSingle)
        {
            return BrotliDecoder.TryDecompress(body.Span[HeaderSize..], records, out var written) && written == Size;
        }

        var accountLength = BinaryPrimitives.ReadUInt16LittleEndian(body.Span[16..]);
        PackedRecord.WriteHeader(records, accountLength, body.Length - SingleHeaderSize - accountLength);
        body.Span[SingleHeaderSize..].CopyTo(records[PackedRecord.HeaderSize..]);
        return true;
    }
}
