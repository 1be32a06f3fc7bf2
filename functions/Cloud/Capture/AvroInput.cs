namespace Tallystick.Cloud.Capture;

/// <summary>The bytes of a file that is read piece by piece.</summary>
/// <param name="stream">The file; can seek.</param>
internal sealed class AvroInput(Stream stream) : IAsyncDisposable
{
    private readonly byte[] one = new byte[1];

    /// <summary>Where the next byte is.</summary>
    public long Position => stream.Position;

    /// <summary>How many bytes there are.</summary>
    public long Length => stream.Length;

    /// <summary>True where all is read.</summary>
    public bool IsAtEnd => stream.Position >= stream.Length;

    /// <summary>Goes to a place.</summary>
    public void Seek(long offset) => stream.Seek(offset, SeekOrigin.Begin);

    /// <summary>So many bytes.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public async Task<byte[]> TakeAsync(int length, CancellationToken cancellation)
    {
        if (length > stream.Length - stream.Position)
        {
            throw new InvalidDataException("the file ends too early");
        }

        var taken = new byte[length];
        await stream.ReadExactlyAsync(taken, cancellation);
        return taken;
    }

    /// <summary>Bytes with their number before them.</summary>
    /// <exception cref="InvalidDataException">They are more than a bound, or than there are.</exception>
    public async Task<byte[]> TakeSizedAsync(int most, CancellationToken cancellation)
    {
        var length = await ReadLongAsync(cancellation);
        return length >= 0 && length <= most ? await TakeAsync((int)length, cancellation) : throw new InvalidDataException($"a size is {length}");
    }

    /// <summary>A whole number: see <see cref="AvroCursor.ReadLong"/>.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public async Task<long> ReadLongAsync(CancellationToken cancellation)
    {
        var bytes = new List<byte>();
        do
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
            {
                throw new InvalidDataException("the file ends too early");
            }

            bytes.Add(one[0]);
        }
        while (one[0] >= 0x80 && bytes.Count <= 10);
        return new AvroCursor(bytes.ToArray()).ReadLong();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
