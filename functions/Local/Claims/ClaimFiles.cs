using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Tallystick.Local.Files;

namespace Tallystick.Local.Claims;

/// <summary>
/// The files of the claims, one after the other: each is named by the time of its beginning in Unix milliseconds, and takes the claims of about
/// a day. A whole file is forgotten when all of its claims are old. Files are added by the writer's thread alone; all else is thread-safe.
/// </summary>
internal sealed class ClaimFiles : IDisposable
{
    private const string Series = "claims";
    private const string Extension = ".claims";
    private const string SingleExtension = ".dat";
    private const string PurgedExtension = ".purged";
    private const long MaxBytes = 32 << 20;
    private static readonly byte[] Reserve = new byte[128 << 10];
    private static readonly long Span = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    private readonly ConcurrentDictionary<int, ClaimFile> files = new();
    private readonly object gate = new();
    private readonly string directory;
    private readonly IDisk disk;
    private readonly TimeProvider time;
    private readonly KnownEnds ends;
    private readonly Queue<ClaimFile> closed = new();
    private ClaimFile current;
    private FrameFile last;
    private int lastNumber;

    /// <summary>Opens the folder, or makes it, and reads all claims.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="disk">What is written with.</param>
    /// <param name="time">The clock that files are named by.</param>
    /// <param name="ends">How far the claims are known to be durable.</param>
    /// <param name="index">Where all claims are added.</param>
    /// <exception cref="DamagedFileException">Claims that were durable cannot be read.</exception>
    public ClaimFiles(string directory, IDisk disk, TimeProvider time, KnownEnds ends, ClaimIndex index)
    {
        (this.directory, this.disk, this.time, this.ends) = (directory, disk, time, ends);
        DurableDirectory.Create(directory);
        Adopt(directory + SingleExtension);
        foreach (var left in Directory.EnumerateFiles(directory, "*" + PurgedExtension))
        {
            File.Delete(left);
        }

        var names = Names(directory).Order().ToList();
        var known = ends.LengthOf(Series, directory, names.Count > 0 ? Path.GetFileName(PathOf(names[^1])) : null);
        foreach (var name in names.SkipLast(1))
        {
            closed.Enqueue(Open(name));
        }

        ReadAll(closed, index);
        (current, last) = Begin(names.Count > 0 ? names[^1] : Now, (_, _) => { }, known);
        current.Read(index.Add);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How many bytes the files of a folder have.</summary>
    public static long SizeOf(string directory) =>
        Directory.Exists(directory) ? Names(directory).Sum(name => new FileInfo(PathOf(directory, name)).Length) : 0;

    /// <summary>Reads one claim. The location must be in the index still: its file is there for as long.</summary>
    public (ClaimKey Key, ClaimOwner Owner) Read(ClaimLocation location) => files[location.File].Read(location.Offset);

    /// <summary>Where the next write begins. For the writer's thread.</summary>
    public long Length => last.Length;

    /// <summary>Appends blocks of claims and returns when they are durable. For the writer's thread.</summary>
    /// <param name="buffer">The blocks, as frames.</param>
    /// <param name="visit">Called for each claim then.</param>
    public void Write(FrameBuffer buffer, Action<ClaimKey, ClaimLocation> visit)
    {
        var offset = last.Length;
        last.Write(buffer);
        ends.Advance(Series, PathOf(current.Name), last.Length);
        foreach (var (start, length) in buffer.Bodies())
        {
            current.Read(buffer.Bytes.Slice(start, length), offset + start, visit);
        }
    }

    /// <summary>Begins a new file where the last one is full, has its day behind it, or is to be forgotten. For the writer's thread.</summary>
    /// <param name="expired">The time before which claims are to be forgotten, in Unix milliseconds; null for none.</param>
    public void Roll(long? expired = null)
    {
        var now = Now;
        if (last.Length == 0 || (last.Length < MaxBytes && now - current.Name < Span && !(current.Name + Span <= expired)))
        {
            return;
        }

        last.Trim();
        var next = Math.Max(now, current.Name + 1);
        var (file, opened) = Begin(next, (offset, _) => throw new DamagedFileException(PathOf(next), offset), 0);
        last.Dispose();
        lock (gate)
        {
            closed.Enqueue(current);
        }

        (current, last) = (file, opened);
    }

    /// <summary>Forgets the oldest file, durably, where all of its claims were made before a time.</summary>
    /// <param name="expired">The time, in Unix milliseconds.</param>
    /// <param name="visit">Called for each claim, when it can no longer come back.</param>
    /// <returns>False where there is no such file.</returns>
    public bool TryForget(long expired, Action<ClaimKey, ClaimLocation> visit)
    {
        lock (gate)
        {
            if (!closed.TryPeek(out var oldest) || oldest.Name + Span > expired)
            {
                return false;
            }

            var purged = Path.ChangeExtension(PathOf(oldest.Name), PurgedExtension);
            File.Move(PathOf(oldest.Name), purged);
            closed.Dequeue();
            DurableDirectory.Sync(directory);
            oldest.Read(visit);
            files.TryRemove(oldest.Number, out _);
            oldest.Dispose();
            File.Delete(purged);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        last.Close();
        foreach (var file in files.Values)
        {
            file.Dispose();
        }
    }

    // A file is read by one thread; which one does not matter, for no claim is in two.
    private static void ReadAll(IEnumerable<ClaimFile> all, ClaimIndex index)
    {
        var waiting = new ConcurrentQueue<ClaimFile>(all);
        try
        {
            Parallel.For(0, Math.Min(waiting.Count, Environment.ProcessorCount), _ =>
            {
                var loader = new ClaimLoader(index);
                while (waiting.TryDequeue(out var file))
                {
                    file.Read(loader.Add);
                }

                loader.Flush();
            });
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<DamagedFileException>().FirstOrDefault() is { } damaged)
        {
            ExceptionDispatchInfo.Throw(damaged);
        }
    }

    /// <summary>Takes over the one file that claims were in at first: nothing says when they were made, so they are as of now.</summary>
    private void Adopt(string single)
    {
        if (File.Exists(single))
        {
            File.Move(single, PathOf(Now));
            DurableDirectory.Sync(directory);
            DurableDirectory.Sync(Path.GetDirectoryName(directory)!);
        }
    }

    private static IEnumerable<long> Names(string directory) =>
        Directory.EnumerateFiles(directory, "*" + Extension).Select(path => long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture));

    private static string PathOf(string directory, long name) => Path.Combine(directory, name.ToString("D15", CultureInfo.InvariantCulture) + Extension);

    private (ClaimFile Reader, FrameFile Writer) Begin(long name, Action<long, ReadOnlyMemory<byte>> visit, long known)
    {
        var writer = FrameFile.Open(PathOf(name), disk, visit, known, Reserve);
        try
        {
            return (Open(name), writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private ClaimFile Open(long name)
    {
        do
        {
            lastNumber = (lastNumber % ClaimLocation.MaxFile) + 1;
        }
        while (files.ContainsKey(lastNumber));

        return files[lastNumber] = new ClaimFile(name, lastNumber, PathOf(name));
    }

    private string PathOf(long name) => PathOf(directory, name);
}
