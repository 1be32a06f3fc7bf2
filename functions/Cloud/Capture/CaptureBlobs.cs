using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Tallystick.Cloud.Capture;

/// <summary>
/// The blobs of one partition, <c>{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}.avro</c>: their names are in the order
/// of time, and so of sequence numbers. They are found by way of years, months and days, so that no list is as long as the archive.
/// </summary>
/// <param name="container">Where they are.</param>
/// <param name="prefix">What the names begin with, up to the slash behind the partition.</param>
internal sealed class CaptureBlobs(BlobContainerClient container, string prefix)
{
    // Years, months and days.
    private const int Levels = 3;
    private const string Suffix = ".avro";
    private const int HeadSize = 64 * 1024;

    // Some megabytes of names.
    private const int MaxKnown = 20_000;

    private readonly ConcurrentDictionary<string, long> firsts = new();

    // The size of blobs that have a header and no record: Capture writes one for each interval in which nothing came, unless it is told not to.
    private long emptySize = -1;

    /// <summary>The days that have blobs, in order, from the day of a name on; each is the beginning of its blobs' names.</summary>
    public IAsyncEnumerable<string> DaysAsync(string from, CancellationToken cancellation) => DescendAsync(prefix, Levels, from, cancellation);

    /// <summary>The blobs of a day that may have records, in order, from a name on.</summary>
    public async IAsyncEnumerable<string> OfDayAsync(string day, string from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, day, cancellation))
        {
            if (blob.Name.EndsWith(Suffix, StringComparison.Ordinal) && blob.Properties.ContentLength != Volatile.Read(ref emptySize)
                && string.CompareOrdinal(blob.Name, from) >= 0)
            {
                yield return blob.Name;
            }
        }
    }

    /// <summary>The sequence number of a blob's first record; null where it has none.</summary>
    public async ValueTask<long?> FirstOfAsync(string blob, CancellationToken cancellation)
    {
        if (firsts.TryGetValue(blob, out var known))
        {
            return known;
        }

        await using var file = await CaptureFile.OpenAsync(container, blob, HeadSize, cancellation);
        if (await file.FirstAsync(cancellation) is not { } first)
        {
            Volatile.Write(ref emptySize, file.Length);
            return null;
        }

        Keep(blob, first);
        return first;
    }

    /// <summary>The sequence number of a day's first record; null where it has none.</summary>
    public async ValueTask<long?> FirstOfDayAsync(string day, CancellationToken cancellation)
    {
        if (firsts.TryGetValue(day, out var known))
        {
            return known;
        }

        await foreach (var blob in OfDayAsync(day, day, cancellation))
        {
            if (await FirstOfAsync(blob, cancellation) is { } first)
            {
                Keep(day, first);
                return first;
            }
        }

        return null;
    }

    private async IAsyncEnumerable<string> DescendAsync(string above, int levels, string from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (levels == 0)
        {
            yield return above;
            yield break;
        }

        await foreach (var item in container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", above, cancellation))
        {
            if (item.IsPrefix && string.CompareOrdinal(item.Prefix, 0, from, 0, item.Prefix.Length) >= 0)
            {
                await foreach (var day in DescendAsync(item.Prefix, levels - 1, from, cancellation))
                {
                    yield return day;
                }
            }
        }
    }

    private void Keep(string name, long first)
    {
        if (firsts.Count >= MaxKnown)
        {
            firsts.Clear();
        }

        firsts[name] = first;
    }
}
