using System.Buffers.Binary;
using System.Text;
using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>
/// A record as the body of a frame: sequence (8 bytes), enqueued time (8, Unix milliseconds), length of the account's text (2), that
/// text, payload.
/// </summary>
internal readonly ref struct RecordBody(ReadOnlyMemory<byte> body)
{
    private const int FixedSize = 18;

    public long Sequence => BinaryPrimitives.ReadInt64LittleEndian(body.Span);

    public long EnqueuedMilliseconds => BinaryPrimitives.ReadInt64LittleEndian(body.Span[8..]);

    public ReadOnlySpan<byte> Account => body.Span.Slice(FixedSize, AccountLength);

    public ReadOnlyMemory<byte> Payload => body[(FixedSize + AccountLength)..];

    private int AccountLength => BinaryPrimitives.ReadUInt16LittleEndian(body.Span[16..]);

    /// <summary>The record; its payload shares the body's memory.</summary>
    public LogRecord ToRecord(int partition, AccountId account) =>
        new(partition, Sequence, Instant.FromUnixTimeMilliseconds(EnqueuedMilliseconds), account, Payload);

    /// <summary>Appends a record to a write.</summary>
    public static void Write(
        FrameBuffer frames, long writeOffset, long sequence, long milliseconds, string account, ReadOnlySpan<byte> payload)
    {
        var accountLength = Encoding.UTF8.GetByteCount(account);
        var length = FixedSize + accountLength + payload.Length;
        var body = frames.Add(length);
        BinaryPrimitives.WriteInt64LittleEndian(body, sequence);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], milliseconds);
        BinaryPrimitives.WriteUInt16LittleEndian(body[16..], (ushort)accountLength);
        Encoding.UTF8.GetBytes(account, body[FixedSize..]);
        payload.CopyTo(body[(FixedSize + accountLength)..]);
        frames.Seal(length, writeOffset);
    }
}
