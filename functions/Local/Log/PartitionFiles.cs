using System.Globalization;
using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>The files of a partition: found at start, and the last one opened for appending.</summary>
internal sealed class PartitionFiles : IDisposable
{
    private static readonly byte[] Reserve = new byte[128 << 10];
    private readonly object gate = new();
    private readonly string directory;
    private readonly IDisk disk;
    private readonly Action<string, long> wrote;
    private Segment[] segments;

    private PartitionFiles(string directory, IDisk disk, Action<string, long> wrote, Segment[] segments, FrameFile file, LogEnd end)
    {
        this.directory = directory;
        this.disk = disk;
        this.wrote = wrote;
        this.segments = segments;
        File = file;
        End = end;
    }

    /// <summary>The segments by their first record; a new array when one is added.</summary>
    public Segment[] Segments => Volatile.Read(ref segments);

    /// <summary>The last segment's file.</summary>
    public FrameFile File { get; private set; }

    /// <summary>Where the log ended when it was opened.</summary>
    public LogEnd End { get; }

    /// <summary>Opens a partition, or makes it.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="disk">What is written with.</param>
    /// <param name="ends">How far the partition is known to be durable.</param>
    /// <exception cref="DamagedFileException">The last file has lost records that were durable.</exception>
    public static PartitionFiles Open(string directory, IDisk disk, KnownEnds ends)
    {
        DurableDirectory.Create(directory);
        var found = Find(directory);
        var series = $"log/{Path.GetFileName(directory)}";
        var known = ends.LengthOf(series, directory, found.Length == 0 ? null : Path.GetFileName(found[^1].Path));
        if (found.Length == 0)
        {
            found = [new Segment(Path.Combine(directory, Segment.NameOf(0)), 0)];
        }

        var end = new LogEnd(found[^1].First - 1, 0);
        if (found.Length > 1)
        {
            // The last file may have no record yet; time must not fall behind the file before it.
            end = end with { Milliseconds = LogEnd.After(found[^2]).Milliseconds };
        }

        var last = found[^1];
        var file = FrameFile.Open(last.Path, disk, (offset, body) => end = end.Next(last, offset, body), known, Reserve);
        last.Length = file.Length;
        return new PartitionFiles(directory, disk, (path, length) => ends.Advance(series, path, length), found, file, end);
    }

    /// <summary>Appends the frames and returns when they are durable.</summary>
    public void Write(FrameBuffer frames)
    {
        File.Write(frames);
        wrote(segments[^1].Path, File.Length);
    }

    /// <summary>Begins a new file.</summary>
    /// <param name="first">The sequence number of its first record.</param>
    public void Roll(long first)
    {
        var next = new Segment(Path.Combine(directory, Segment.NameOf(first)), first);
        File.Trim();
        var opened = FrameFile.Open(next.Path, disk, (offset, _) => throw new DamagedFileException(next.Path, offset), reserve: Reserve);
        File.Dispose();
        File = opened;
        lock (gate)
        {
            Volatile.Write(ref segments, [.. segments, next]);
        }
    }

    /// <summary>Forgets the first file, where another has begun behind it and all of its records are old.</summary>
    /// <param name="before">The time that they were all enqueued before, in Unix milliseconds.</param>
    /// <param name="through">The last record that may be forgotten.</param>
    /// <returns>How many records it had; 0 where it stays.</returns>
    public long Forget(long before, long through)
    {
        lock (gate)
        {
            if (segments is not [var first, var second, ..] || second.First - 1 > through || !(FirstTimeOf(second) < before))
            {
                return 0;
            }

            // Readers first: whoever has the old array finds the file gone, and reads again.
            Volatile.Write(ref segments, segments[1..]);
            System.IO.File.Delete(first.Path);
            DurableDirectory.Sync(directory);
            return second.First - first.First;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Close();

    /// <summary>When the first record of a file was enqueued, after all of the file before; null where it has none.</summary>
    private static long? FirstTimeOf(Segment segment)
    {
        using var file = System.IO.File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var reader = new FrameReader(file, 0, segment.Length);
        return reader.TryRead(out var body) ? new RecordPack(body).EnqueuedMilliseconds : null;
    }

    private static Segment[] Find(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*.log")
            .Select(path => new Segment(path, long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture))
            {
                Length = new FileInfo(path).Length,
            })
            .OrderBy(segment => segment.First),
    ];
}
