using Tallystick.Cloud.EventHubs;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.Capture;

/// <summary>One read of a partition's archive.</summary>
/// <param name="partition">The partition.</param>
/// <param name="partitions">How many the hub has.</param>
/// <param name="start">Where it begins.</param>
/// <param name="maxBytes">Where to stop, in bytes of payload.</param>
/// <param name="only">The name of the one account that is wanted; null for all.</param>
internal sealed class CaptureReader(int partition, int partitions, CapturePlace start, int maxBytes, string? only)
{
    /// <summary>How many bytes of a blob are asked for at a time.</summary>
    public const int AtOnce = 4 << 20;
    private readonly List<LogRecord> found = [];
    private long next = start.Next;
    private long payload;
    private long scanned;

    /// <summary>The number of the first record that it came to; null before.</summary>
    public long? First { get; private set; }

    /// <summary>The records, and where to read on.</summary>
    public LogSlice Slice => new(found, next);

    /// <summary>True where it may stop.</summary>
    public bool HasEnough => scanned >= LogBounds.MaxScan || (found.Count > 0 && payload >= maxBytes);

    /// <summary>Looks at the next record of a blob.</summary>
    /// <exception cref="DamagedStoreException">It is not the one that should follow.</exception>
    public void Take(CaptureFile file, CapturedRecord record, long block)
    {
        // One before the first that is wanted, or one that Capture wrote twice.
        if (record.Sequence < next)
        {
            return;
        }

        // Only what the archive has forgotten at its beginning may be missing.
        if (record.Sequence > next && (First is not null || start.Blob is not null))
        {
            throw new DamagedStoreException($"Records {next} to {record.Sequence - 1} of partition {partition} are missing before {file.Name}, byte {block}.");
        }

        First ??= record.Sequence;
        next = record.Sequence + 1;
        scanned += record.Body?.Length ?? 0;
        if (only is null || record.Account == only)
        {
            found.Add(HubRecord.Of(partition, partitions, record.Sequence, file.TimeOf(record, block), record.Account, record.Body));
            payload += record.Body?.Length ?? 0;
        }
    }
}
