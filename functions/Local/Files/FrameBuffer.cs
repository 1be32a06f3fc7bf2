namespace Tallystick.Local.Files;

/// <summary>Frames gathered for one write. The buffer is kept and reused; it grows to the largest write. For one thread.</summary>
internal sealed class FrameBuffer
{
    private const int FirstSize = 64 * 1024;
    private const int KeptSize = 8 << 20;
    private byte[] buffer = new byte[FirstSize];

    /// <summary>How many bytes are gathered.</summary>
    public int Length { get; private set; }

    /// <summary>What is gathered.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, Length);

    /// <summary>Room for a frame's body at the end; fill it, then call <see cref="Seal"/>.</summary>
    public Span<byte> Add(int bodyLength)
    {
        var end = Length + Frame.HeaderSize + bodyLength;
        if (end > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(end, buffer.Length * 2));
        }

        var body = buffer.AsSpan(Length + Frame.HeaderSize, bodyLength);
        Length = end;
        return body;
    }

    /// <summary>Ends the frame whose body was added last.</summary>
    public void Seal(int bodyLength, long writeOffset) =>
        Frame.Seal(buffer.AsSpan(Length - Frame.HeaderSize - bodyLength, Frame.HeaderSize + bodyLength), writeOffset);

    /// <summary>Where the bodies of the frames are within <see cref="Bytes"/>.</summary>
    public IEnumerable<(int Start, int Length)> Bodies()
    {
        for (var at = 0; at < Length;)
        {
            Frame.TryReadHeader(Bytes[at..], long.MaxValue, out var length, out _);
            yield return (at + Frame.HeaderSize, length);
            at += Frame.HeaderSize + length;
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Length = 0;
        if (buffer.Length > KeptSize)
        {
            buffer = new byte[FirstSize];
        }
    }
}
