using System.Globalization;
using Tallystick.Local.Files;

namespace Tallystick.Local.Claims;

/// <summary>
/// The files of the claims, one after the other: each is named by the time of its beginning in Unix milliseconds, and takes the claims of about
/// a day. A whole file is forgotten when all of its claims are old. Files are added by the writer's thread alone; all else is thread-safe.
/// </summary>
internal sealed class ClaimFiles : IDisposable
{
    private const string Extension = ".claims";
    private const string SingleExtension = ".dat";
    private const string PurgedExtension = ".purged";
    private const long MaxBytes = 32 << 20;
    private static readonly long Span = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    private readonly object gate = new();
    private readonly string directory;
    private readonly IDisk disk;
    private readonly TimeProvider time;
    private readonly Queue<long> closed = new();
    private long current;

    /// <summary>Opens the folder, or makes it, and reads all claims.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="disk">What is written with.</param>
    /// <param name="time">The clock that files are named by.</param>
    /// <param name="visit">Called for each block of claims.</param>
    /// <exception cref="DamagedFileException">Claims that were durable cannot be read.</exception>
    public ClaimFiles(string directory, IDisk disk, TimeProvider time, Action<ReadOnlyMemory<byte>> visit)
    {
        (this.directory, this.disk, this.time) = (directory, disk, time);
        DurableDirectory.Create(directory);
        Adopt(directory + SingleExtension);
        foreach (var left in Directory.EnumerateFiles(directory, "*" + PurgedExtension))
        {
            File.Delete(left);
        }

        var names = Names(directory).Order().ToList();
        foreach (var name in names.SkipLast(1))
        {
            Read(PathOf(name), visit);
            closed.Enqueue(name);
        }

        current = names.Count > 0 ? names[^1] : Now;
        Last = FrameFile.Open(PathOf(current), disk, (_, block) => visit(block));
    }

    /// <summary>The file that claims are appended to. For the writer's thread.</summary>
    public FrameFile Last { get; private set; }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How many bytes the files of a folder have.</summary>
    public static long SizeOf(string directory) =>
        Directory.Exists(directory) ? Names(directory).Sum(name => new FileInfo(PathOf(directory, name)).Length) : 0;

    /// <summary>Begins a new file where the last one is full, has its day behind it, or is to be forgotten. For the writer's thread.</summary>
    /// <param name="expired">The time before which claims are to be forgotten, in Unix milliseconds; null for none.</param>
    public void Roll(long? expired = null)
    {
        var now = Now;
        if (Last.Length == 0 || (Last.Length < MaxBytes && now - current < Span && !(current + Span <= expired)))
        {
            return;
        }

        var next = Math.Max(now, current + 1);
        var opened = FrameFile.Open(PathOf(next), disk, (offset, _) => throw new DamagedFileException(PathOf(next), offset));
        Last.Dispose();
        Last = opened;
        lock (gate)
        {
            closed.Enqueue(current);
        }

        current = next;
    }

    /// <summary>Forgets the oldest file, durably, where all of its claims were made before a time.</summary>
    /// <param name="expired">The time, in Unix milliseconds.</param>
    /// <param name="visit">Called for each block of claims, when they can no longer come back.</param>
    /// <returns>False where there is no such file.</returns>
    public bool TryForget(long expired, Action<ReadOnlyMemory<byte>> visit)
    {
        lock (gate)
        {
            if (!closed.TryPeek(out var oldest) || oldest + Span > expired)
            {
                return false;
            }

            var purged = Path.ChangeExtension(PathOf(oldest), PurgedExtension);
            File.Move(PathOf(oldest), purged);
            closed.Dequeue();
            DurableDirectory.Sync(directory);
            Read(purged, visit);
            File.Delete(purged);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Last.Dispose();

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

    private static void Read(string path, Action<ReadOnlyMemory<byte>> visit)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var reader = new FrameReader(file, 0, RandomAccess.GetLength(file));
        while (reader.TryRead(out var block))
        {
            visit(block);
        }

        if (!reader.AtEnd)
        {
            throw new DamagedFileException(path, reader.Offset);
        }
    }

    private string PathOf(long name) => PathOf(directory, name);
}
