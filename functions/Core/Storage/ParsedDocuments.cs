using System.Runtime.CompilerServices;

namespace Tallystick.Core.Storage;

/// <summary>
/// Values of documents, each made once for as long as the store hands out the same document. Asking the store costs little in a back end with
/// a cache; reading the bytes again and again would not.
/// </summary>
/// <remarks>Never stale: the store is asked at every call, and another version of a document is another <see cref="StoredDocument"/>.</remarks>
/// <typeparam name="T">What is made of a document.</typeparam>
public sealed class ParsedDocuments<T>(IDocumentStore store)
    where T : class
{
    private readonly ConditionalWeakTable<StoredDocument, T> parsed = [];

    /// <summary>The document as a value, or null where there is none.</summary>
    public async ValueTask<T?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        await store.ReadAsync(partition, id, cancellation) is { } document ? parsed.GetValue(document, stored => stored.As<T>()) : null;
}
