using Tallystick.Core.Storage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents near by, where nothing fails.</summary>
/// <param name="inner">The documents.</param>
/// <param name="committed">Told of every commit that was made.</param>
internal sealed class WatchedDocuments(IDocumentStore inner, Func<string, IReadOnlyList<DocumentWrite>, ValueTask> committed) : IDocumentStore
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
        var done = await inner.CommitAsync(partition, writes, cancellation);
        if (done)
        {
            await committed(partition, writes);
        }

        return done;
    }
}
