using NodaTime;
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

    // Where records are unpacked; those that are given keep it.
    private byte[] unpacked = [];

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
            var pack = reader.TryRead(out var body) ? new RecordPack(body) : throw new DamagedFileException(segment.Path, offset);
            segment.Mark(pack.First, offset);
            if (pack.Last >= next)
            {
                Take(Unpack(pack) ?? throw new DamagedFileException(segment.Path, offset), pack, end, maxBytes, only);
            }
        }
    }

    /// <summary>The records of a pack; null where they cannot be read, or are not those that should be here.</summary>
    private ReadOnlyMemory<byte>? Unpack(RecordPack pack)
    {
        if (unpacked.Length < pack.Size)
        {
            unpacked = GC.AllocateUninitializedArray<byte>(pack.Size);
        }

        return pack.First <= next && pack.TryUnpack(unpacked.AsSpan(0, pack.Size)) ? unpacked.AsMemory(0, pack.Size) : null;
    }

    private void Take(ReadOnlyMemory<byte> rest, RecordPack pack, long end, int maxBytes, AccountKey? only)
    {
        var given = records.Count;
        for (var sequence = pack.First; sequence <= pack.Last && next <= end && Wants(maxBytes); sequence++)
        {
            var record = new PackedRecord(rest);
            rest = rest[record.Length..];
            if (sequence < next)
            {
                continue;
            }

            next++;
            scanned += record.Length;
            if (only is null || record.Account.SequenceEqual(only.Utf8))
            {
                payload += record.Payload.Length;
                records.Add(new LogRecord(
                    partition, sequence, Instant.FromUnixTimeMilliseconds(pack.EnqueuedMilliseconds), (only ?? keys.Of(record.Account)).Account, record.Payload));
            }
        }

        if (records.Count > given)
        {
            unpacked = [];
        }
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
