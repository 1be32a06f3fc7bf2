using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>Gathers records, and compresses them as a <see cref="RecordPack"/>. The buffers are kept and reused. For one thread.</summary>
/// <remarks>
/// What accounts and events repeat, their names above all, is most of their bytes: packs have a fourth of them. The fastest quality costs the processor
/// less than half a second for a million events, packed and unpacked, of which a part is saved again in checksums and copies.
/// </remarks>
internal sealed class RecordPacker
{
    // Whoever reads one record unpacks them all: larger packs are hardly smaller on disk.
    private const int FullSize = 64 * 1024;
    private const int Quality = 0;
    private const int WindowBits = 18;
    private byte[] records = new byte[FullSize];
    private byte[] packed = [];
    private int size;

    /// <summary>How many records are gathered.</summary>
    public int Count { get; private set; }

    /// <summary>True where no more is to be added.</summary>
    public bool IsFull => size >= FullSize;

    /// <summary>Adds a record.</summary>
    public void Add(string account, ReadOnlySpan<byte> payload)
    {
        var accountLength = Encoding.UTF8.GetByteCount(account);
        var end = size + PackedRecord.HeaderSize + accountLength + payload.Length;
        if (end > records.Length)
        {
            Array.Resize(ref records, Math.Max(end, 2 * records.Length));
        }

        var record = records.AsSpan(size, end - size);
        PackedRecord.WriteHeader(record, accountLength, payload.Length);
        Encoding.UTF8.GetBytes(account, record[PackedRecord.HeaderSize..]);
        payload.CopyTo(record[(PackedRecord.HeaderSize + accountLength)..]);
        size = end;
        Count++;
    }

    /// <summary>Moves what is gathered, at least one record, to a write as a frame.</summary>
    /// <param name="frames">The write.</param>
    /// <param name="writeOffset">Where it begins.</param>
    /// <param name="first">The first record's number.</param>
    /// <param name="milliseconds">When the records are enqueued, in Unix milliseconds.</param>
    public void MoveTo(FrameBuffer frames, long writeOffset, long first, long milliseconds)
    {
        var largest = BrotliEncoder.GetMaxCompressedLength(size);
        if (packed.Length < largest)
        {
            packed = new byte[largest];
        }

        if (!BrotliEncoder.TryCompress(records.AsSpan(0, size), packed, out var length, Quality, WindowBits))
        {
            throw new InvalidOperationException($"{size} bytes did not fit into {largest}.");
        }

        var body = frames.Add(RecordPack.HeaderSize + length);
        BinaryPrimitives.WriteInt64LittleEndian(body, ~first);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], milliseconds);
        BinaryPrimitives.WriteInt32LittleEndian(body[16..], Count);
        BinaryPrimitives.WriteInt32LittleEndian(body[20..], size);
        packed.AsSpan(0, length).CopyTo(body[RecordPack.HeaderSize..]);
        frames.Seal(body.Length, writeOffset);
        Clear();
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => (size, Count) = (0, 0);
}
