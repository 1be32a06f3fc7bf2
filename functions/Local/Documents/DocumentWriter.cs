using Microsoft.Data.Sqlite;
using Tallystick.Core.Storage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Documents;

/// <summary>
/// Makes commits durable in the journal, and writes what is pending to the table when the journal is long enough. For one thread.
/// </summary>
/// <remarks>
/// A commit's conditions are checked against the state that the commits before it in the group leave, before anything of it is applied, so
/// that one that fails disturbs no neighbour.
/// </remarks>
internal sealed class DocumentWriter : IDisposable
{
    private readonly LocalOptions options;
    private readonly DocumentTable table;
    private readonly DocumentJournal journal;
    private readonly PendingDocuments pending;
    private readonly DocumentCache cache;
    private readonly Dictionary<DocumentKey, StoredDocument?> states = [];
    private long lastETag;

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
            lastETag = table.FirstETag();
            var (written, ends) = (table.ReadJournal(), table.ReadEnds());
            journal = new DocumentJournal(directory, options.Disk, written, ends, pending.Set);
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
                Decide(call);
            }

            if (states.Count > 0)
            {
                journal.Write(Ends.All);
            }

            foreach (var (key, document) in states)
            {
                // Pending before it is in the cache, which may throw it out at once.
                pending.Set(key, document);
                cache.Set(key, document);
            }
        }
        catch (SqliteException failure)
        {
            throw Unavailable(failure);
        }
        finally
        {
            states.Clear();
            journal.Clear();
        }

        foreach (var call in calls)
        {
            call.TrySetResult(call.Holds);
        }
    }

    /// <summary>Writes what is pending to the table, and closes both.</summary>
    public void Dispose()
    {
        try
        {
            Drain();
        }
        catch (StoreUnavailableException)
        {
            // The journal has it all: the next opening reads it there.
        }

        journal.Dispose();
        table.Dispose();
    }

    private static StoreUnavailableException Unavailable(Exception failure) => DiskFailure.ToUnavailable("The documents cannot be written", failure);

    private void MakeRoom(IReadOnlyList<CommitCall> calls)
    {
        var size = options.DocumentBytesMax is null ? 0 : calls.Sum(call => call.Size);
        if (journal.Length >= options.DocumentJournalBytes || (size > 0 && table.Size + journal.Length + size > options.DocumentBytesMax))
        {
            Drain();
            if (size > 0 && table.Size + size > options.DocumentBytesMax)
            {
                throw DiskFailure.Full($"The documents may take {options.DocumentBytesMax} bytes, which they have.");
            }
        }
    }

    /// <summary>Writes what is pending to the table, durably, and only then forgets the journal.</summary>
    private void Drain()
    {
        try
        {
            var closed = journal.Roll();
            pending.Drain(states => table.Write(states, journal.Ends, closed));
            journal.Forget();
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    private void Decide(CommitCall call)
    {
        call.Holds = Array.TrueForAll(call.Writes, write => write.Kind == DocumentWriteKind.Put || write.Allows(Current(write.Key)));
        if (!call.Holds)
        {
            return;
        }

        var entries = new JournalEntry[call.Writes.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var write = call.Writes[i];
            states[write.Key] = write.Apply(++lastETag);
            entries[i] = new JournalEntry(write.Key.Id, lastETag, write.Kind == DocumentWriteKind.Delete ? null : write.Body);
        }

        journal.Add(call.Writes[0].Key.Partition, entries);
    }

    private StoredDocument? Current(DocumentKey key)
    {
        if (states.TryGetValue(key, out var document) || cache.TryGet(key, out document, out _) || pending.TryGet(key, out document))
        {
            return document;
        }

        document = table.Read(key);
        cache.Set(key, document);
        return document;
    }
}
