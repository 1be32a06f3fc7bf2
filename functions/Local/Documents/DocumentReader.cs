using Microsoft.Data.Sqlite;
using Tallystick.Core.Storage;
using Tallystick.Local.Sqlite;

namespace Tallystick.Local.Documents;

/// <summary>The prepared queries of one connection. For one thread at a time.</summary>
internal sealed class DocumentReader : IDisposable
{
    private const string InRange = "FROM documents WHERE partition = $partition AND id >= $from AND id < $to";
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

    public StoredDocument? Read(DocumentKey key)
    {
        using var rows = one.With(key.Partition, key.Id).ExecuteReader();
        return rows.Read() ? new StoredDocument(key.Id, rows.GetInt64(0).ToString(), rows.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>Lists a range; bodies that the cache has are not read again.</summary>
    public IReadOnlyList<StoredDocument> List(DocumentRange range, bool backwards, int skip, int take, DocumentCache cache)
    {
        var query = backwards ? descending : ascending;
        using var rows = query.With(range.Partition, range.From, range.To, take, skip).ExecuteReader();
        var documents = new List<StoredDocument>();
        while (rows.Read())
        {
            var id = rows.GetString(0);
            var etag = rows.GetInt64(1).ToString();
            var known = cache.TryGet(new DocumentKey(range.Partition, id), out var document, out _) && document?.ETag == etag;
            documents.Add(known ? document! : new StoredDocument(id, etag, rows.GetFieldValue<byte[]>(2)));
        }

        return documents;
    }

    public long Count(DocumentRange range)
    {
        using var rows = count.With(range.Partition, range.From, range.To).ExecuteReader();
        rows.Read();
        return rows.GetInt64(0);
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
}
