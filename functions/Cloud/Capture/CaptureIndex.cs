using System.Runtime.CompilerServices;

namespace Tallystick.Cloud.Capture;

/// <summary>Finds the blob of a partition that has a sequence number.</summary>
/// <param name="blobs">The partition's blobs.</param>
internal sealed class CaptureIndex(CaptureBlobs blobs)
{
    private const string FirstOfAll = "";

    // Days of the past stay as they are; the last one known may have got more blobs, and others may have followed.
    private volatile IReadOnlyList<string> days = [];

    /// <summary>The last blob that begins with a sequence number or an earlier one; null where the archive begins later, or has nothing.</summary>
    public async ValueTask<string?> FindAsync(long sequence, CancellationToken cancellation)
    {
        var known = days.Count == 0 ? await RefreshAsync(cancellation) : days;
        var day = await SearchAsync(known, blobs.FirstOfDayAsync, sequence, cancellation);
        if (day == known.Count - 1)
        {
            known = await RefreshAsync(cancellation);
            day = await SearchAsync(known, blobs.FirstOfDayAsync, sequence, cancellation);
        }

        if (day < 0)
        {
            return null;
        }

        var names = await blobs.OfDayAsync(known[day], known[day], cancellation).ToListAsync(cancellation);

        // None where they were deleted meanwhile: what is left begins later.
        var blob = await SearchAsync(names, blobs.FirstOfAsync, sequence, cancellation);
        return blob < 0 ? null : names[blob];
    }

    /// <summary>The blobs that may have records, in order, from one on; all of them where none is named.</summary>
    public async IAsyncEnumerable<string> FromAsync(string? first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var day in blobs.DaysAsync(first ?? FirstOfAll, cancellation))
        {
            await foreach (var blob in blobs.OfDayAsync(day, first ?? day, cancellation))
            {
                yield return blob;
            }
        }
    }

    /// <summary>The sequence number of a blob's first record; null where it has none.</summary>
    public ValueTask<long?> FirstOfAsync(string blob, CancellationToken cancellation) => blobs.FirstOfAsync(blob, cancellation);

    private async ValueTask<IReadOnlyList<string>> RefreshAsync(CancellationToken cancellation)
    {
        var known = days;
        var last = known.Count > 0 ? known[^1] : FirstOfAll;
        return days = [.. known.SkipLast(1), .. await blobs.DaysAsync(last, cancellation).ToListAsync(cancellation)];
    }

    /// <summary>The index of the last item that begins with a sequence number or an earlier one, −1 for none; items without records are passed over.</summary>
    private static async ValueTask<int> SearchAsync(
        IReadOnlyList<string> items, Func<string, CancellationToken, ValueTask<long?>> firstOf, long sequence, CancellationToken cancellation)
    {
        var (found, low, high) = (-1, 0, items.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var (probe, first) = (middle, await firstOf(items[middle], cancellation));
            while (first is null && probe < high)
            {
                first = await firstOf(items[++probe], cancellation);
            }

            (found, low, high) = first <= sequence ? (probe, probe + 1, high) : (found, low, middle - 1);
        }

        return found;
    }
}
