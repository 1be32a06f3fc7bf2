using Microsoft.Data.Sqlite;
using Tallystick.Core.Storage;
using Tallystick.Local.Files;
using Tallystick.Local.Sqlite;

namespace Tallystick.Local.Documents;

/// <summary>
/// Makes commits durable in the journal. When a file of it is long enough, what is pending is written to the table on another thread, and commits go on;
/// so no more than two files have what the table has not. For one thread.
/// </summary>
/// <remarks>
/// A commit's conditions are checked against the state that the commits before it in the group leave, before anything of it is applied, so
/// that one that fails disturbs no neighbour.
/// </remarks>
internal sealed class DocumentWriter : IDisposable
{
    private const int ReaderCacheKilobytes = 8 * 1024;
    private readonly LocalOptions options;
    private readonly DocumentTable table;
    private readonly DocumentReader reader;
    private readonly DocumentJournal journal;
    private readonly PendingDocuments pending;
    private readonly DocumentCache cache;
    private readonly Dictionary<DocumentKey, StoredDocument?> states = [];
    private long lastETag;
    private long closed;
    private Task drain = Task.CompletedTask;

    /// <summary>Opens table and journal, or makes them; what the table does not have is pending then.</summary>
    /// <param name="database">The file of the table.</param>
    /// <param name="directory">The folder of the journal.</param>
    /// <param name="options">How it works.</param>
    /// <param name="pending">Gets what the table does not have.</param>
    /// <param name="cache">Gets what is committed.</param>
    /// <exception cref="DamagedFileException">Commits that were durable cannot be read.</exception>
    public DocumentWriter(string database, string directory, LocalOptions options, PendingDocuments pending, DocumentCache cache)
    {
        (this.options, this.pending, this.cache) = (options, pending, cache);
        table = DocumentTable.Open(database);
        try
        {
            reader = new DocumentReader(SqliteFile.Open(database, ReaderCacheKilobytes));
            lastETag = table.FirstETag();
            var (written, ends) = (table.ReadJournal(), table.ReadEnds());
            journal = new DocumentJournal(directory, options.Disk, written, ends, (key, document) => pending.Set([new(key, document)]));
            Ends = new KnownEnds(journal.Ends);
            if (written is null)
            {
                // From now on the journal is missed where it is gone.
                table.Write([], ends, journal: 0);
            }
        }
        catch
        {
            journal?.Dispose();
            reader?.Dispose();
            table.Dispose();
            throw;
        }
    }

    /// <summary>How far the files are known to be durable that the documents are made from.</summary>
    public KnownEnds Ends { get; }

    /// <summary>Commits a group, and answers its calls.</summary>
    /// <exception cref="StoreUnavailableException">Nothing of it is committed, or the journal cannot be synced.</exception>
    public void Commit(IReadOnlyList<CommitCall> calls)
    {
        MakeRoom(calls);
        try
        {
            foreach (var call in calls)
            {
                Array.ForEach(call.Commits, Decide);
            }

            if (states.Count > 0)
            {
                journal.Write(Ends.All);
            }

            // Pending before they are in the cache, which may throw them out at once.
            pending.Set(states);
            foreach (var (key, document) in states)
            {
                cache.Set(key, document);
            }
        }
        catch (SqliteException failure)
        {
            throw DiskFailure.ToUnavailable("The documents cannot be reached", failure);
        }
        finally
        {
            states.Clear();
            journal.Clear();
        }

        foreach (var call in calls)
        {
            call.TrySetResult();
        }
    }

    /// <summary>Writes what is pending to the table, and closes both.</summary>
    public void Dispose()
    {
        try
        {
            Drain();
            FinishDrain();
        }
        catch (StoreUnavailableException)
        {
            // The journal has it all: the next opening reads it there.
        }

        journal.Dispose();
        reader.Dispose();
        table.Dispose();
    }

    private static T Try<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.ToUnavailable("The documents cannot be written", failure);
        }
    }

    private void MakeRoom(IReadOnlyList<CommitCall> calls)
    {
        if (journal.Length >= options.DocumentJournalBytes)
        {
            Drain();
        }

        var size = options.DocumentBytesMax is null ? 0 : calls.Sum(call => call.Commits.Sum(commit => commit.Size));
        if (size > 0 && reader.Size + journal.TotalLength + size > options.DocumentBytesMax)
        {
            // The journal has every state of a document, the table one: that may be enough.
            Drain();
            FinishDrain();
            if (reader.Size + size > options.DocumentBytesMax)
            {
                throw DiskFailure.Full($"The documents may take {options.DocumentBytesMax} bytes, and have them.");
            }
        }
    }

    /// <summary>Begins to write what is pending to the table; first that must be there which began before.</summary>
    private void Drain()
    {
        if (drain.IsFaulted)
        {
            StartDrain();
        }

        FinishDrain();
        if (journal.TotalLength > 0)
        {
            closed = Try(journal.Roll);
            pending.Close();
            StartDrain();
        }
    }

    private void StartDrain()
    {
        var (through, ends) = (closed, new Dictionary<string, KnownEnd>(journal.Ends));
        drain = Task.Factory.StartNew(
            () => pending.Drain(states => table.Write(states, ends, through)), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits until the table has what was to be written, durably, and only then forgets it in the journal.</summary>
    private void FinishDrain() => Try(() =>
    {
        drain.GetAwaiter().GetResult();
        journal.Forget(closed);
        return closed;
    });

    private void Decide(PreparedCommit commit)
    {
        commit.Holds = Array.TrueForAll(commit.Writes, write => write.Kind == DocumentWriteKind.Put || write.Allows(Current(write.Key)));
        if (!commit.Holds)
        {
            return;
        }

        var entries = new JournalEntry[commit.Writes.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var write = commit.Writes[i];
            states[write.Key] = write.Apply(++lastETag);
            entries[i] = new JournalEntry(write.Key.Id, lastETag, write.Kind == DocumentWriteKind.Delete ? null : write.Body);
        }

        journal.Add(commit.Partition, entries);
    }

    private StoredDocument? Current(DocumentKey key)
    {
        if (states.TryGetValue(key, out var document) || cache.TryGet(key, out document, out _) || pending.TryGet(key, out document))
        {
            return document;
        }

        document = reader.Read(key);
        cache.Set(key, document);
        return document;
    }
}
