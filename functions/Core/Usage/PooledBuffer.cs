using System.Buffers;

namespace Tallystick.Core.Usage;

/// <summary>A growing buffer whose memory comes from the shared pool, and goes back there when it is disposed of: nobody may look at it then.</summary>
/// <param name="sizeHint">How many bytes are expected.</param>
public sealed class PooledBuffer(int sizeHint) : IBufferWriter<byte>, IDisposable
{
    private const int LeastFree = 256;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(sizeHint);

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until more is written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Demand(sizeHint);
        return bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Demand(sizeHint);
        return bytes.AsSpan(Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        (bytes, Length) = ([], 0);
    }

    private void Demand(int sizeHint)
    {
        var least = Math.Max(sizeHint, LeastFree);
        if (bytes.Length - Length >= least)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * bytes.Length, Length + least));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
