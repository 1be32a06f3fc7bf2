using Tallystick.Core.Storage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents that every commit writes over, whatever version stands.</summary>
internal sealed class UnconditionalDocuments(IDocumentStore inner) : IDocumentStore
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
        var unconditional = new List<DocumentWrite>();
        foreach (var write in writes)
        {
            if (write.Kind != DocumentWriteKind.Delete)
            {
                unconditional.Add(DocumentWrite.Put(write.Id, write.Body));
            }
            else if (await inner.ReadAsync(partition, write.Id, cancellation) is { } standing)
            {
                unconditional.Add(DocumentWrite.Delete(write.Id, standing.ETag));
            }
        }

        return unconditional.Count == 0 || await inner.CommitAsync(partition, unconditional, cancellation);
    }
}
