namespace Tallystick.Core.Storage;

/// <summary>
/// Values of documents, each made once for as long as the store hands out the same document. Asking the store costs little in a back end with
/// a cache; reading the bytes again and again would not.
/// </summary>
/// <remarks>Never stale: the store is asked at every call, and another version of a document is another <see cref="StoredDocument"/>.</remarks>
/// <typeparam name="T">What is made of a document; must not be changed by whoever reads it.</typeparam>
/// <param name="store">Where the documents are.</param>
/// <param name="parse">Makes the value of a document that stands in a partition.</param>
public sealed class ParsedDocuments<T>(IDocumentStore store, Func<StoredDocument, string, T> parse)
    where T : class
{
    /// <summary>Values that are the documents' own.</summary>
    public ParsedDocuments(IDocumentStore store)
        : this(store, static (document, partition) => document.As<T>(partition))
    {
    }

    /// <summary>The document as a value, or null where there is none.</summary>
    public ValueTask<T?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        var read = store.ReadAsync(partition, id, cancellation);
        return read.IsCompletedSuccessfully ? new(Value(partition, read.Result)) : WaitAsync(partition, read);
    }

    /// <summary>The document as a value with its version, or null where there is none.</summary>
    public async ValueTask<Versioned<T>?> ReadVersionedAsync(string partition, string id, CancellationToken cancellation) =>
        await store.ReadAsync(partition, id, cancellation) is { } document ? new Versioned<T>(Value(partition, document)!, document.ETag) : null;

    /// <summary>All values of a range in the order of their ids, however many there are.</summary>
    public async ValueTask<IReadOnlyList<T>> ListAsync(DocumentRange range, CancellationToken cancellation)
    {
        var documents = await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation);
        return [.. documents.Select(document => Value(range.Partition, document)!)];
    }

    private async ValueTask<T?> WaitAsync(string partition, ValueTask<StoredDocument?> read) => Value(partition, await read);

    private T? Value(string partition, StoredDocument? document) =>
        document is null ? null : document.Kept<T>() ?? document.Keep(parse(document, partition));
}
