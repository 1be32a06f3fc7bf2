using Tallystick.Core.Storage;

namespace Tallystick.DevHost.Cost;

/// <summary>Other documents, and what Cosmos DB would have charged for what they were asked. Several commits in one call are counted one by one.</summary>
public sealed class CountingDocuments(IDocumentStore inner) : IDocumentStore
{
    private long reads;
    private long readUnits;
    private long lists;
    private long listUnits;
    private long commits;
    private long written;
    private long writeUnits;
    private long bytesWritten;
    private long bytesCreated;

    /// <summary>Point reads, of documents that are not there too.</summary>
    public long Reads => reads;

    /// <summary>Lists of a range, and counts of one.</summary>
    public long Lists => lists;

    /// <summary>Commits.</summary>
    public long Commits => commits;

    /// <summary>Writes of commits, of those too that were refused.</summary>
    public long Writes => written;

    /// <summary>Bytes of bodies that were written.</summary>
    public long BytesWritten => bytesWritten;

    /// <summary>Of them those of new documents: what the ledger grew by.</summary>
    public long BytesCreated => bytesCreated;

    /// <summary>Request units of point reads.</summary>
    public long ReadUnits => readUnits;

    /// <summary>Request units of lists.</summary>
    public long ListUnits => listUnits;

    /// <summary>Request units of writes.</summary>
    public long WriteUnits => writeUnits;

    /// <summary>All request units.</summary>
    public long Units => readUnits + listUnits + writeUnits;

    /// <inheritdoc/>
    public async ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        var found = await inner.ReadAsync(partition, id, cancellation);
        Interlocked.Increment(ref reads);
        Interlocked.Add(ref readUnits, RequestUnits.OfRead(found is null ? 0 : ItemSize.Of(partition, id, found.Body.Span)));
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        var found = await inner.ListAsync(range, descending, skip, take, cancellation);
        Interlocked.Increment(ref lists);
        Interlocked.Add(ref listUnits, RequestUnits.OfList(found.Sum(document => ItemSize.Of(range.Partition, document.Id, document.Body.Span))));
        return found;
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        Interlocked.Increment(ref lists);
        Interlocked.Add(ref listUnits, RequestUnits.OfList(0));
        return inner.CountAsync(range, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        var made = await inner.CommitAsync(partition, writes, cancellation);
        Interlocked.Increment(ref commits);
        foreach (var write in writes)
        {
            Interlocked.Increment(ref written);
            Interlocked.Add(ref writeUnits, made ? RequestUnits.OfWrite(ItemSize.Of(partition, write.Id, write.Body.Span)) : RequestUnits.Refused);
            Interlocked.Add(ref bytesWritten, made ? write.Body.Length : 0);
            Interlocked.Add(ref bytesCreated, made && write.Kind == DocumentWriteKind.Create ? write.Body.Length : 0);
        }

        return made;
    }
}
