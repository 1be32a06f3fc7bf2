using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>A ledger of which somebody has changed one document.</summary>
internal sealed class TamperedStore(IDocumentStore inner, string partition, string id, ReadOnlyMemory<byte> body) : IDocumentStore
{
    public async ValueTask<StoredDocument?> ReadAsync(string where, string which, CancellationToken cancellation) =>
        await inner.ReadAsync(where, which, cancellation) is { } document ? Given(where, document) : null;

    public async ValueTask<IReadOnlyList<StoredDocument>> ListAsync(DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        [.. (await inner.ListAsync(range, descending, skip, take, cancellation)).Select(document => Given(range.Partition, document))];

    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) => inner.CountAsync(range, cancellation);

    public ValueTask<bool> CommitAsync(string where, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation) =>
        throw new NotSupportedException("A proof writes nothing.");

    private StoredDocument Given(string where, StoredDocument document) =>
        where == partition && document.Id == id ? new StoredDocument(id, document.ETag, body) : document;
}
