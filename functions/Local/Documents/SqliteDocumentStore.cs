using Microsoft.Data.Sqlite;
using Tallystick.Core.Storage;
using Tallystick.Local.Files;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Documents;

/// <summary>Documents in one SQLite table, behind a cache. Commits that arrive together share a transaction and its sync.</summary>
/// <remarks>
/// A commit's conditions are checked against the state that the commits before it in the group leave, before anything of it is applied, so
/// that one that fails disturbs no neighbour. Of a document that is written more than once in a group only the last state reaches the
/// table.
/// </remarks>
internal sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private const int MaxGroup = 4096;
    private readonly DocumentTable table;
    private readonly DocumentCache cache;
    private readonly ReaderPool readers;
    private readonly Dictionary<DocumentKey, StoredDocument?> states = [];
    private readonly GroupWriter<CommitCall> writer;
    private long lastETag;

    public SqliteDocumentStore(string path, LocalOptions options)
    {
        table = DocumentTable.Open(path, options.DocumentBytesMax);
        lastETag = table.FirstETag();
        Ends = new KnownEnds(table.ReadEnds());
        cache = new DocumentCache(options.DocumentCacheBytes);
        readers = new ReaderPool(path, options.DocumentReaders);
        writer = new GroupWriter<CommitCall>("documents", MaxGroup, Commit);
    }

    /// <summary>How far the files are known to be durable that the documents are made from: written with every commit.</summary>
    internal KnownEnds Ends { get; }

    /// <summary>The cache, for its tests.</summary>
    internal DocumentCache Cache => cache;

    /// <inheritdoc/>
    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(partition);
        DocumentBounds.CheckId(id);
        var key = new DocumentKey(partition, id);
        return cache.TryGet(key, out var document, out var stamp)
            ? new(document)
            : QueryAsync(reader => cache.Fill(key, reader.Read(key), stamp), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        DocumentBounds.CheckList(range, skip, take);
        return QueryAsync(reader => reader.List(range, descending, skip, take, cache), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(range.Partition);
        return QueryAsync(reader => reader.Count(range), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        DocumentBounds.CheckCommit(partition, writes);
        var call = CommitCall.Of(partition, writes);
        writer.Add(call);
        return new(call.Task);
    }

    /// <summary>Writes the commits that wait, and closes the file.</summary>
    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
        table.Dispose();
    }

    private static StoreUnavailableException Unavailable(SqliteException failure) =>
        DiskFailure.ToUnavailable("The documents cannot be reached", failure);

    private async ValueTask<T> QueryAsync<T>(Func<DocumentReader, T> query, CancellationToken cancellation)
    {
        try
        {
            return await readers.RunAsync(query, cancellation);
        }
        catch (SqliteException failure)
        {
            throw Unavailable(failure);
        }
    }

    private void Commit(IReadOnlyList<CommitCall> calls)
    {
        try
        {
            foreach (var call in calls)
            {
                Decide(call);
            }

            if (states.Count > 0)
            {
                table.Write(states, Ends.All);
            }

            foreach (var (key, document) in states)
            {
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
        }

        foreach (var call in calls)
        {
            call.TrySetResult(call.Holds);
        }
    }

    private void Decide(CommitCall call)
    {
        call.Holds = Array.TrueForAll(call.Writes, write => write.Kind == DocumentWriteKind.Put || write.Allows(Current(write.Key)));
        if (!call.Holds)
        {
            return;
        }

        foreach (var write in call.Writes)
        {
            states[write.Key] = write.Apply(++lastETag);
        }
    }

    private StoredDocument? Current(DocumentKey key)
    {
        if (states.TryGetValue(key, out var document) || cache.TryGet(key, out document, out _))
        {
            return document;
        }

        document = table.Read(key);
        cache.Set(key, document);
        return document;
    }
}
