using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>Where a partition ends.</summary>
/// <param name="Sequence">The last record's number, −1 where there is none.</param>
/// <param name="Milliseconds">The last record's enqueued time, in Unix milliseconds.</param>
internal readonly record struct LogEnd(long Sequence, long Milliseconds)
{
    /// <summary>The end after the records of one more frame.</summary>
    /// <exception cref="DamagedFileException">They are not the ones that come next.</exception>
    public LogEnd Next(Segment segment, long offset, ReadOnlyMemory<byte> body)
    {
        var pack = new RecordPack(body);
        if (pack.First != Sequence + 1)
        {
            throw new DamagedFileException(segment.Path, offset);
        }

        segment.Mark(pack.First, offset);
        return new LogEnd(pack.Last, pack.EnqueuedMilliseconds);
    }

    /// <summary>The end of a file behind which another has begun.</summary>
    /// <exception cref="DamagedFileException">It cannot be read to its end.</exception>
    public static LogEnd After(Segment segment)
    {
        using var file = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var reader = new FrameReader(file, 0, segment.Length);
        var end = new LogEnd(segment.First - 1, 0);
        for (var offset = 0L; reader.TryRead(out var body); offset = reader.Offset)
        {
            end = end.Next(segment, offset, body);
        }

        return reader.AtEnd ? end : throw new DamagedFileException(segment.Path, reader.Offset);
    }
}
