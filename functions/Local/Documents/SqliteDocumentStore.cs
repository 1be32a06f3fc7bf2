using Microsoft.Data.Sqlite;
using Tallystick.Core.Storage;
using Tallystick.Local.Files;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Documents;

/// <summary>
/// Documents in one SQLite table, behind a cache and a journal. Commits that arrive together are appended to the journal with one sync, and answered;
/// the table gets the last states of many commits at once.
/// </summary>
internal sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private const int MaxGroup = 4096;

    // Of a caller with thousands of commits, so that others need not wait for all of them.
    private const int MaxCall = 256;
    private readonly PendingDocuments pending = new();
    private readonly DocumentCache cache;
    private readonly DocumentWriter documents;
    private readonly ReaderPool readers;
    private readonly GroupWriter<CommitCall> writer;

    /// <param name="database">The file of the table.</param>
    /// <param name="journal">The folder of the journal.</param>
    /// <param name="options">How it works.</param>
    /// <exception cref="DamagedFileException">Commits that were durable cannot be read.</exception>
    public SqliteDocumentStore(string database, string journal, LocalOptions options)
    {
        cache = new DocumentCache(options.DocumentCacheBytes);
        documents = new DocumentWriter(database, journal, options, pending, cache);
        readers = new ReaderPool(database, options.DocumentReaders);
        writer = new GroupWriter<CommitCall>("documents", MaxGroup, documents.Commit);
    }

    /// <summary>How far the files are known to be durable that the documents are made from: written with every commit.</summary>
    internal KnownEnds Ends => documents.Ends;

    /// <summary>The cache, for its tests.</summary>
    internal DocumentCache Cache => cache;

    /// <inheritdoc/>
    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(partition);
        DocumentBounds.CheckId(id);
        var key = new DocumentKey(partition, id);
        if (cache.TryGet(key, out var document, out var stamp))
        {
            return new(document);
        }

        // The cache first: what is set behind its stamp is pending before, so that an older state never fills it.
        return pending.TryGet(key, out document)
            ? new(cache.Fill(key, document, stamp))
            : QueryAsync(reader => cache.Fill(key, reader.Read(key), stamp), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        DocumentBounds.CheckList(range, skip, take);
        return QueryAsync(range, (reader, unwritten) => reader.List(range, descending, skip, take, unwritten, cache), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(range.Partition);
        return QueryAsync(range, (reader, unwritten) => reader.Count(range, unwritten), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var commit = PreparedCommit.Of(partition, writes);
        await CommitAsync([commit]);
        return commit.Holds;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<bool>> CommitAllAsync(IReadOnlyList<DocumentCommit> commits, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var prepared = new PreparedCommit[commits.Count];
        for (var i = 0; i < prepared.Length; i++)
        {
            prepared[i] = PreparedCommit.Of(commits[i].Partition, commits[i].Writes);
        }

        await Task.WhenAll(prepared.Chunk(MaxCall).Select(CommitAsync));
        return Array.ConvertAll(prepared, commit => commit.Holds);
    }

    /// <summary>Writes the commits that wait, and closes the files.</summary>
    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
        documents.Dispose();
    }

    private Task CommitAsync(PreparedCommit[] commits)
    {
        var call = new CommitCall(commits);
        writer.Add(call);
        return call.Task;
    }

    private ValueTask<T> QueryAsync<T>(
        DocumentRange range, Func<DocumentReader, IReadOnlyList<KeyValuePair<DocumentKey, StoredDocument?>>, T> query, CancellationToken cancellation) =>
        QueryAsync(
            reader =>
            {
                T answer;
                long stamp;
                do
                {
                    answer = query(reader, pending.Within(range, out stamp));
                }
                while (pending.IsClosedSince(stamp));

                return answer;
            },
            cancellation);

    private async ValueTask<T> QueryAsync<T>(Func<DocumentReader, T> query, CancellationToken cancellation)
    {
        try
        {
            return await readers.RunAsync(query, cancellation);
        }
        catch (SqliteException failure)
        {
            throw DiskFailure.ToUnavailable("The documents cannot be reached", failure);
        }
    }
}
