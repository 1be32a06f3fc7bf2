using Microsoft.Win32.SafeHandles;

namespace Tallystick.Local.Files;

/// <summary>Reads frames one after the other. For one thread.</summary>
/// <param name="file">The file.</param>
/// <param name="offset">Where the first frame begins.</param>
/// <param name="end">Where the frames end.</param>
internal sealed class FrameReader(SafeFileHandle file, long offset, long end)
{
    // Below the size from which arrays are collected late (85,000 bytes).
    private const int ChunkSize = 80 * 1024;

    private byte[] buffer = [];
    private int position;
    private int filled;

    /// <summary>Where the next frame begins.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Reads a frame; false at the end, and where the bytes are no whole frame: <see cref="AtEnd"/> tells which.</summary>
    /// <param name="body">The frame's body, valid until the next call.</param>
    public bool TryRead(out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (!Fill(Frame.HeaderSize) || !Frame.TryReadHeader(buffer.AsSpan(position), Offset, out var bodyLength, out _))
        {
            return false;
        }

        var length = Frame.HeaderSize + bodyLength;
        if (!Fill(length) || !Frame.IsIntact(buffer.AsSpan(position, length)))
        {
            return false;
        }

        body = buffer.AsMemory(position + Frame.HeaderSize, bodyLength);
        position += length;
        Offset += length;
        return true;
    }

    /// <summary>Whether every byte was read.</summary>
    public bool AtEnd => Offset == end;

    private bool Fill(int wanted)
    {
        var rest = filled - position;
        if (rest >= wanted)
        {
            return true;
        }

        if (end - Offset < wanted)
        {
            return false;
        }

        var size = (int)Math.Min(Math.Max(wanted, ChunkSize), end - Offset);
        var next = buffer.Length < size ? GC.AllocateUninitializedArray<byte>(size) : buffer;
        buffer.AsSpan(position, rest).CopyTo(next);
        (buffer, position, filled) = (next, 0, rest);
        while (filled < size)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(filled, size - filled), Offset + filled);
            if (read == 0)
            {
                return filled >= wanted;
            }

            filled += read;
        }

        return true;
    }
}
