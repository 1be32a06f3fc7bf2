using Azure.Storage.Blobs;
using Tallystick.Cloud.EventHubs;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.Capture;

/// <summary>The archive of one partition. Thread-safe.</summary>
/// <param name="container">Where Capture's blobs are.</param>
/// <param name="name">The hub.</param>
/// <param name="partition">The partition.</param>
/// <param name="partitions">How many the hub has.</param>
internal sealed class CapturePartition(BlobContainerClient container, HubName name, int partition, int partitions)
{
    private readonly CaptureIndex index = new(new CaptureBlobs(container, $"{name.ArchivePrefix}{HubPartition.IdOf(partition)}/"));

    // Where the last read ended: the next one often goes on there.
    private volatile CapturePlace? last;

    /// <summary>The first record that is kept; null for none.</summary>
    public async Task<long?> FirstAsync(CancellationToken cancellation)
    {
        await foreach (var blob in index.FromAsync(null, cancellation))
        {
            if (await index.FirstOfAsync(blob, cancellation) is { } first)
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>The last record that is kept; null for none.</summary>
    public async Task<long?> LastAsync(CancellationToken cancellation)
    {
        if (await index.FindAsync(long.MaxValue, cancellation) is not { } blob)
        {
            return null;
        }

        await using var file = await CaptureFile.OpenAsync(container, blob, CaptureReader.AtOnce, cancellation);
        return (await file.ReadAsync(from: 0, cancellation).LastAsync(cancellation)).Record.Sequence;
    }

    /// <summary>Records from a number on; see <see cref="IEventLog.ReadAsync"/>. Null where the archive ends before it.</summary>
    /// <exception cref="Core.Storage.DamagedStoreException">A blob cannot be read, or a record between two others is missing.</exception>
    public async Task<ArchivedSlice?> ReadAsync(long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        var start = last is { } place && place.Next == from ? place : new CapturePlace(from, await index.FindAsync(from, cancellation), Block: 0);
        var reader = new CaptureReader(partition, partitions, start, maxBytes, only?.ToString());
        await foreach (var blob in index.FromAsync(start.Blob, cancellation))
        {
            await using var file = await CaptureFile.OpenAsync(container, blob, CaptureReader.AtOnce, cancellation);
            await foreach (var (record, block) in file.ReadAsync(blob == start.Blob ? start.Block : 0, cancellation))
            {
                reader.Take(file, record, block);
                if (reader.HasEnough)
                {
                    last = new CapturePlace(reader.Slice.Next, blob, block);
                    return new ArchivedSlice(reader.First!.Value, reader.Slice);
                }
            }
        }

        return reader.First is { } first ? new ArchivedSlice(first, reader.Slice) : null;
    }
}
