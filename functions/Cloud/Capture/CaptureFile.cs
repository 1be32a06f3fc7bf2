using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud.Capture;

/// <summary>A blob that Capture wrote. What is not as it should be is a <see cref="DamagedStoreException"/> that names blob and byte.</summary>
internal sealed class CaptureFile : IAsyncDisposable
{
    private readonly AvroFile file;
    private readonly CaptureSchema schema;

    private CaptureFile(string name, AvroFile file, CaptureSchema schema) => (Name, this.file, this.schema) = (name, file, schema);

    /// <summary>The blob's name.</summary>
    public string Name { get; }

    /// <summary>Its size, in bytes.</summary>
    public long Length => file.Length;

    /// <summary>Reads the header of a blob.</summary>
    /// <param name="container">Where it is.</param>
    /// <param name="name">The blob.</param>
    /// <param name="atOnce">How many bytes to ask for at a time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<CaptureFile> OpenAsync(BlobContainerClient container, string name, int atOnce, CancellationToken cancellation)
    {
        var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = atOnce };
        var stream = await container.GetBlobClient(name).OpenReadAsync(options, cancellation);
        try
        {
            var opened = await AvroFile.OpenAsync(stream, cancellation);
            return new CaptureFile(name, opened, new CaptureSchema(opened.Fields));
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(name, stream.Position, damage);
        }
    }

    /// <summary>The sequence number of the first record; null where there is none.</summary>
    public async Task<long?> FirstAsync(CancellationToken cancellation)
    {
        await foreach (var (record, _) in ReadAsync(from: 0, cancellation))
        {
            return record.Sequence;
        }

        return null;
    }

    /// <summary>The records, each with the place of its block.</summary>
    /// <param name="from">The place of the block to begin with; 0 for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async IAsyncEnumerable<(CapturedRecord Record, long Block)> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (from > 0)
        {
            file.Seek(from);
        }

        while (await NextAsync(cancellation) is { } block)
        {
            var cursor = new AvroCursor(block.Data);
            for (var i = 0L; i < block.Count; i++)
            {
                yield return (Read(cursor, block), block.Offset);
            }

            if (!cursor.IsAtEnd)
            {
                throw Damaged(Name, block.Offset, new InvalidDataException("a block has more than its records"));
            }
        }
    }

    /// <summary>The service's time of a record.</summary>
    public DateTimeOffset TimeOf(CapturedRecord record, long block)
    {
        try
        {
            return CaptureTime.Read(record.EnqueuedTime.Span);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(Name, block, damage);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static DamagedStoreException Damaged(string name, long offset, InvalidDataException damage) =>
        new($"Blob {name} cannot be read at byte {offset}: {damage.Message}.", damage);

    private async Task<AvroBlock?> NextAsync(CancellationToken cancellation)
    {
        var offset = file.Offset;
        try
        {
            return await file.NextAsync(cancellation);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(Name, offset, damage);
        }
    }

    private CapturedRecord Read(AvroCursor cursor, AvroBlock block)
    {
        try
        {
            return schema.Read(cursor);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(Name, block.Offset, damage);
        }
    }
}
