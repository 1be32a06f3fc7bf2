using System.Globalization;
using System.Text;
using Tallystick.Core.Storage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Documents;

/// <summary>
/// The commits that the table does not have yet, in append-only files numbered from 1 on. A commit is durable when its frame is; a file goes when the
/// table has all of it. For one thread.
/// </summary>
internal sealed class DocumentJournal : IDisposable
{
    // The frame that says how far log and claims were durable: no partition has an empty name.
    private const string EndsPartition = "";
    private const string Extension = ".journal";
    private static readonly byte[] Reserve = new byte[1 << 20];
    private readonly string directory;
    private readonly IDisk disk;
    private readonly FrameBuffer buffer = new();
    private readonly Dictionary<string, KnownEnd> ends;
    private FrameFile file;
    private long first;
    private long number;
    private long closedLength;

    /// <summary>Opens the folder, or makes it, and reads what the table does not have.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="disk">What is written with.</param>
    /// <param name="written">The last file that the table has, 0 where it has none; null where there was no journal yet.</param>
    /// <param name="ends">The ends that the table has.</param>
    /// <param name="visit">Called for each state of a document, in the order of the commits.</param>
    /// <exception cref="DamagedFileException">Commits that were durable cannot be read.</exception>
    public DocumentJournal(
        string directory, IDisk disk, long? written, IReadOnlyDictionary<string, KnownEnd> ends, Action<DocumentKey, StoredDocument?> visit)
    {
        (this.directory, this.disk, this.ends) = (directory, disk, new(ends));
        DurableDirectory.Create(directory);
        var found = Directory.EnumerateFiles(directory, "*" + Extension)
            .Select(path => long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture))
            .ToLookup(found => found <= (written ?? 0));
        foreach (var old in found[true])
        {
            File.Delete(PathOf(old));
        }

        // The table says that it has a file when another was begun behind it: one is always there.
        first = (written ?? 0) + 1;
        var last = found[false].Append(first).Max();
        for (number = first; ; number++)
        {
            var path = PathOf(number);
            if (!File.Exists(path) && (written is not null || last > first))
            {
                throw new DamagedFileException(path, 0);
            }

            file = FrameFile.Open(path, disk, (_, frame) => Read(frame.Span, visit), known: number < last ? new FileInfo(path).Length : 0, Reserve);
            if (number == last)
            {
                break;
            }

            closedLength += file.Length;
            file.Dispose();
        }
    }

    /// <summary>The ends that were written with the last commits.</summary>
    public IReadOnlyDictionary<string, KnownEnd> Ends => ends;

    /// <summary>How many bytes the last file has.</summary>
    public long Length => file.Length;

    /// <summary>How many bytes all files have.</summary>
    public long TotalLength => closedLength + file.Length;

    /// <summary>Gathers a commit for the next write.</summary>
    public void Add(string partition, ReadOnlySpan<JournalEntry> entries) => JournalFrame.Write(buffer, file.Length, partition, entries);

    /// <summary>Appends what was gathered and the ends that have moved, and returns when it is durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not; see <see cref="FrameFile.Write"/>.</exception>
    public void Write(IReadOnlyDictionary<string, KnownEnd> now)
    {
        var moved = now.Where(end => ends.GetValueOrDefault(end.Key) != end.Value).ToList();
        if (moved.Count > 0)
        {
            Add(EndsPartition, [.. moved.Select(end => new JournalEntry(end.Key, end.Value.Length, Encoding.ASCII.GetBytes(end.Value.File)))]);
        }

        file.Write(buffer);
        moved.ForEach(end => ends[end.Key] = end.Value);
    }

    /// <summary>Forgets what was gathered.</summary>
    public void Clear() => buffer.Clear();

    /// <summary>Begins a new file, unless the last one is empty.</summary>
    /// <returns>The last file behind which another has begun.</returns>
    /// <exception cref="IOException">It cannot.</exception>
    public long Roll()
    {
        file.ThrowIfFailed();
        if (file.Length > 0)
        {
            // Before the next file is there, for behind it no end is taken for a torn one.
            file.Trim();
            var path = PathOf(number + 1);
            var next = FrameFile.Open(path, disk, (offset, _) => throw new DamagedFileException(path, offset), reserve: Reserve);
            closedLength += file.Length;
            file.Dispose();
            file = next;
            number++;
        }

        return number - 1;
    }

    /// <summary>Deletes files that the table has, and says so durably.</summary>
    /// <param name="through">The last of them; another was begun behind it.</param>
    public void Forget(long through)
    {
        for (; first <= through; first++)
        {
            var path = PathOf(first);
            closedLength -= new FileInfo(path).Length;
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private string PathOf(long number) => Path.Combine(directory, number.ToString("D12", CultureInfo.InvariantCulture) + Extension);

    private void Read(ReadOnlySpan<byte> frame, Action<DocumentKey, StoredDocument?> visit)
    {
        foreach (var entry in JournalFrame.Read(frame, out var partition))
        {
            if (partition == EndsPartition)
            {
                ends[entry.Name] = new KnownEnd(Encoding.ASCII.GetString(entry.Content!), entry.Number);
            }
            else
            {
                visit(new DocumentKey(partition, entry.Name), entry.Content is { } body ? new StoredDocument(entry.Name, entry.Number.ToString(), body) : null);
            }
        }
    }
}
