using Tallystick.Core.Storage;

namespace Tallystick.Tests.Contracts;

/// <summary>The documents of another store, for tests that change what some calls do.</summary>
public abstract class DelegatingDocuments(IDocumentStore inner) : IDocumentStore
{
    /// <summary>The other store.</summary>
    protected IDocumentStore Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        Inner.ReadAsync(partition, id, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        Inner.ListAsync(range, descending, skip, take, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) => Inner.CountAsync(range, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation) =>
        Inner.CommitAsync(partition, writes, cancellation);
}
