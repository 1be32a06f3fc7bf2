using Tallystick.Core.Storage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents at the other end of a wire.</summary>
/// <param name="inner">The documents.</param>
/// <param name="wire">The wire.</param>
/// <param name="committed">Told of every commit that was made, at once.</param>
internal sealed class WiredDocuments(IDocumentStore inner, Wire wire, Func<string, IReadOnlyList<DocumentWrite>, ValueTask> committed) : IDocumentStore
{
    /// <inheritdoc/>
    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        wire.ReadAsync("read", () => inner.ReadAsync(partition, id, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        wire.ReadAsync("list", () => inner.ListAsync(range, descending, skip, take, cancellation));

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) =>
        wire.ReadAsync("count", () => inner.CountAsync(range, cancellation));

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        var what = $"commit {partition} {string.Join(' ', writes.Select(write => write.Id))}";
        return wire.WriteAsync(what, async () =>
        {
            if (wire.IsRaced(what))
            {
                await TouchAsync(partition, writes, cancellation);
            }

            var done = await inner.CommitAsync(partition, writes, cancellation);
            if (done)
            {
                await committed(partition, writes);
            }

            return done;
        });
    }

    // Another writer, who says what stands there already: only the version changes.
    private async ValueTask TouchAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        if (writes.FirstOrDefault(write => write.ETag is not null) is { } conditional
            && await inner.ReadAsync(partition, conditional.Id, cancellation) is { } standing)
        {
            await inner.CommitAsync(partition, [DocumentWrite.Put(standing.Id, standing.Body)], cancellation);
        }
    }
}
