using Tallystick.Core.Storage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents whose facts for merchants are written behind the commit that makes them true.</summary>
internal sealed class TornOutbox(IDocumentStore inner) : IDocumentStore
{
    /// <inheritdoc/>
    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        inner.ReadAsync(partition, id, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        inner.ListAsync(range, descending, skip, take, cancellation);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) => inner.CountAsync(range, cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        var facts = writes.Where(write => write.Kind == DocumentWriteKind.Create && write.Id.StartsWith("outbox:", StringComparison.Ordinal)).ToList();
        return await inner.CommitAsync(partition, [.. writes.Except(facts)], cancellation)
            && (facts.Count == 0 || await inner.CommitAsync(partition, facts, cancellation));
    }
}
