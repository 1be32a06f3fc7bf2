using Tallystick.Core.Usage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>One read of a partition.</summary>
/// <param name="partition">The partition's number.</param>
/// <param name="segments">Its files.</param>
/// <param name="last">The last durable record.</param>
/// <param name="keys">The accounts.</param>
internal sealed class PartitionReader(int partition, Segment[] segments, long last, AccountKeys keys)
{
    private readonly List<LogRecord> records = [];
    private long next;
    private long payload;
    private long scanned;

    /// <summary>Reads records; see <see cref="IEventLog.ReadAsync"/>.</summary>
    /// <exception cref="DamagedFileException">Records that were durable cannot be read.</exception>
    public LogSlice Read(long from, int maxBytes, AccountKey? only)
    {
        next = Math.Max(from, segments[0].First);
        for (var i = Find(next); next <= last && Wants(maxBytes); i++)
        {
            ReadSegment(segments[i], i + 1 < segments.Length ? segments[i + 1].First - 1 : last, maxBytes, only);
        }

        return new LogSlice(records, next);
    }

    private bool Wants(int maxBytes) => scanned < LogBounds.MaxScan && (records.Count == 0 || payload < maxBytes);

    private void ReadSegment(Segment segment, long end, int maxBytes, AccountKey? only)
    {
        end = Math.Min(end, last);
        using var file = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var reader = new FrameReader(file, segment.NearestOffset(next), segment.Length);
        while (next <= end && Wants(maxBytes))
        {
            var offset = reader.Offset;
            if (!reader.TryRead(out var body) || !Take(segment, offset, new RecordBody(body), reader, only))
            {
                throw new DamagedFileException(segment.Path, offset);
            }
        }
    }

    // False where the record is not the one that should be here.
    private bool Take(Segment segment, long offset, RecordBody record, FrameReader reader, AccountKey? only)
    {
        var sequence = record.Sequence;
        if (sequence < next)
        {
            segment.Mark(sequence, offset);
            return true;
        }

        if (sequence > next)
        {
            return false;
        }

        segment.Mark(sequence, offset);
        next++;
        scanned += reader.Offset - offset;
        if (only is not null && !record.Account.SequenceEqual(only.Utf8))
        {
            return true;
        }

        reader.Keep();
        payload += record.Payload.Length;
        records.Add(record.ToRecord(partition, (only ?? keys.Of(record.Account)).Account));
        return true;
    }

    private int Find(long sequence)
    {
        var (low, high) = (0, segments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = segments[middle].First <= sequence ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
