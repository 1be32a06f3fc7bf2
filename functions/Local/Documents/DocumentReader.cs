using Microsoft.Data.Sqlite;
using Tallystick.Core.Storage;
using Tallystick.Local.Sqlite;

namespace Tallystick.Local.Documents;

/// <summary>The prepared queries of one connection. For one thread at a time.</summary>
internal sealed class DocumentReader : IDisposable
{
    private const string InRange = "FROM documents WHERE partition = $partition AND id >= $from AND id < $to";
    // No limit to SQLite.
    private const int All = -1;
    private readonly SqliteConnection connection;
    private readonly SqliteCommand one;
    private readonly SqliteCommand ascending;
    private readonly SqliteCommand descending;
    private readonly SqliteCommand count;

    /// <param name="connection">The connection; this closes it.</param>
    public DocumentReader(SqliteConnection connection)
    {
        this.connection = connection;
        one = connection.Prepare("SELECT etag, body FROM documents WHERE partition = $partition AND id = $id", "$partition", "$id");
        ascending = connection.Prepare(
            $"SELECT id, etag, body {InRange} ORDER BY id LIMIT $take OFFSET $skip", "$partition", "$from", "$to", "$take", "$skip");
        descending = connection.Prepare(
            $"SELECT id, etag, body {InRange} ORDER BY id DESC LIMIT $take OFFSET $skip", "$partition", "$from", "$to", "$take", "$skip");
        count = connection.Prepare($"SELECT COUNT(*) {InRange}", "$partition", "$from", "$to");
    }

    /// <summary>How many bytes of the file are in use.</summary>
    public long Size
    {
        get
        {
            using var query = connection.Prepare("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
            return (long)query.ExecuteScalar()!;
        }
    }

    public StoredDocument? Read(DocumentKey key)
    {
        using var rows = one.With(key.Partition, key.Id).ExecuteReader();
        return rows.Read() ? new StoredDocument(key.Id, rows.GetInt64(0).ToString(), rows.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>Lists a range; bodies that the cache has are not read again.</summary>
    /// <param name="range">Which.</param>
    /// <param name="backwards">Highest id first.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="pending">What the table does not have yet of the range, in the order of the ids.</param>
    /// <param name="cache">The cache.</param>
    public IReadOnlyList<StoredDocument> List(
        DocumentRange range, bool backwards, int skip, int take, IReadOnlyList<KeyValuePair<DocumentKey, StoredDocument?>> pending, DocumentCache cache) =>
        pending.Count == 0
            ? [.. Rows(range, backwards, skip, take, cache)]
            : [.. PendingRows.Merge(Rows(range, backwards, 0, All, cache), pending, backwards).Skip(skip).Take(take)];

    /// <summary>Counts a range.</summary>
    /// <param name="range">Which.</param>
    /// <param name="pending">What the table does not have yet of it.</param>
    public long Count(DocumentRange range, IReadOnlyList<KeyValuePair<DocumentKey, StoredDocument?>> pending)
    {
        // In one view of the table: pending states may reach it meanwhile.
        connection.Execute("BEGIN");
        try
        {
            using var rows = count.With(range.Partition, range.From, range.To).ExecuteReader();
            rows.Read();
            return rows.GetInt64(0) + pending.Count(state => state.Value is not null) - pending.Count(state => Read(state.Key) is not null);
        }
        finally
        {
            connection.Execute("ROLLBACK");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        ascending.Dispose();
        descending.Dispose();
        count.Dispose();
        connection.Dispose();
    }

    private IEnumerable<StoredDocument> Rows(DocumentRange range, bool backwards, int skip, int take, DocumentCache cache)
    {
        var query = backwards ? descending : ascending;
        using var rows = query.With(range.Partition, range.From, range.To, take, skip).ExecuteReader();
        while (rows.Read())
        {
            var id = rows.GetString(0);
            var etag = rows.GetInt64(1).ToString();
            var known = cache.TryGet(new DocumentKey(range.Partition, id), out var document, out _) && document?.ETag == etag;
            yield return known ? document! : new StoredDocument(id, etag, rows.GetFieldValue<byte[]>(2));
        }
    }
}
