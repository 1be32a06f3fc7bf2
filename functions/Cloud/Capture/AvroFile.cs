using System.IO.Compression;
using System.Text;

namespace Tallystick.Cloud.Capture;

/// <summary>
/// An Avro object container file (https://avro.apache.org/docs/1.11.1/specification/#object-container-files): a header with the schema, and blocks of records
/// with the header's sixteen bytes behind each. Without compression or with <c>deflate</c>.
/// </summary>
internal sealed class AvroFile : IAsyncDisposable
{
    private const int SyncSize = 16;
    private const int MaxHeaderPart = 1024 * 1024;

    // Far beyond what Capture writes at a time: a size beyond it is damage, not data.
    private const int MaxBlock = 1 << 30;
    private readonly AvroInput input;
    private readonly byte[] sync;
    private readonly bool isDeflated;

    private AvroFile(AvroInput input, IReadOnlyList<AvroField> fields, bool isDeflated, byte[] sync)
    {
        this.input = input;
        this.isDeflated = isDeflated;
        this.sync = sync;
        Fields = fields;
    }

    /// <summary>The fields of its records.</summary>
    public IReadOnlyList<AvroField> Fields { get; }

    /// <summary>Its size, in bytes.</summary>
    public long Length => input.Length;

    /// <summary>Where the next block is read from.</summary>
    public long Offset => input.Position;

    /// <summary>Reads the header. Takes the stream over, which can seek.</summary>
    /// <exception cref="InvalidDataException">It is no Avro file, or of a sort that is not read here.</exception>
    public static async Task<AvroFile> OpenAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new AvroInput(stream);
        if (!(await header.TakeAsync(4, cancellation)).AsSpan().SequenceEqual("Obj\u0001"u8))
        {
            throw new InvalidDataException("this is no Avro file");
        }

        var (codec, schema) = ("null", (byte[]?)null);
        for (var left = await ReadCountAsync(header, cancellation); left > 0; left = left > 1 ? left - 1 : await ReadCountAsync(header, cancellation))
        {
            var key = Encoding.UTF8.GetString(await header.TakeSizedAsync(MaxHeaderPart, cancellation));
            var value = await header.TakeSizedAsync(MaxHeaderPart, cancellation);
            (codec, schema) = key switch
            {
                "avro.codec" => (Encoding.UTF8.GetString(value), schema),
                "avro.schema" => (codec, value),
                _ => (codec, schema),
            };
        }

        if (codec is not ("null" or "deflate"))
        {
            throw new InvalidDataException($"its compression is '{codec}', which is not read here");
        }

        var fields = AvroSchema.Read(schema ?? throw new InvalidDataException("the header has no schema"));
        return new AvroFile(header, fields, codec == "deflate", await header.TakeAsync(SyncSize, cancellation));
    }

    /// <summary>Goes on at a block that was read before.</summary>
    public void Seek(long offset) => input.Seek(offset);

    /// <summary>The next block; null at the end of the file.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public async Task<AvroBlock?> NextAsync(CancellationToken cancellation)
    {
        var offset = Offset;
        if (input.IsAtEnd)
        {
            return null;
        }

        var count = await input.ReadLongAsync(cancellation);
        var data = await input.TakeSizedAsync(MaxBlock, cancellation);
        if (count < 0 || !(await input.TakeAsync(SyncSize, cancellation)).AsSpan().SequenceEqual(sync))
        {
            throw new InvalidDataException("a block does not end where it says");
        }

        return new AvroBlock(offset, count, isDeflated ? Inflate(data) : data);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => input.DisposeAsync();

    private static async Task<long> ReadCountAsync(AvroInput input, CancellationToken cancellation)
    {
        var count = await input.ReadLongAsync(cancellation);
        if (count < 0)
        {
            await input.ReadLongAsync(cancellation);
        }

        return AvroCursor.CountOf(count);
    }

    private static byte[] Inflate(byte[] data)
    {
        using var inflated = new MemoryStream();
        using var deflate = new DeflateStream(new MemoryStream(data), CompressionMode.Decompress);
        deflate.CopyTo(inflated);
        return inflated.ToArray();
    }
}
