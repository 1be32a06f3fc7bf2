using System.Collections.Concurrent;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Storage;

/// <summary>
/// Documents of another store, of which those that were read lately are not asked for again: for readers that may be that much behind, in a back end whose reads
/// are paid for. Lists and commits go to the store.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="age">For how long a document is handed out after it was read.</param>
/// <param name="time">The clock of that.</param>
/// <param name="keeps">Which documents, by partition and id, may be handed out so; the others are always asked for.</param>
/// <param name="keepsAbsence">True where a document that is not there may go on being missed for as long; false where it is looked for every time.</param>
public sealed class KeptDocuments(
    IDocumentStore inner, Duration age, TimeProvider time, Func<string, string, bool> keeps, bool keepsAbsence) : IDocumentStore
{
    // Some hundred bytes each, and their bodies. Forgetting all at once costs a read of each that is still in use.
    private const int MaxKept = 100_000;

    private readonly ConcurrentDictionary<(string Partition, string Id), Kept> all = new();

    /// <inheritdoc/>
    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        !keeps(partition, id) ? inner.ReadAsync(partition, id, cancellation)
        : all.TryGetValue((partition, id), out var kept) && time.GetInstant() - kept.ReadAt < age ? new(kept.Document)
        : ReadAndKeepAsync(partition, id, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        inner.ListAsync(range, descending, skip, take, cancellation);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) => inner.CountAsync(range, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation) =>
        inner.CommitAsync(partition, writes, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> CommitAllAsync(IReadOnlyList<DocumentCommit> commits, CancellationToken cancellation) =>
        inner.CommitAllAsync(commits, cancellation);

    private async ValueTask<StoredDocument?> ReadAndKeepAsync(string partition, string id, CancellationToken cancellation)
    {
        var readAt = time.GetInstant();
        var document = await inner.ReadAsync(partition, id, cancellation);
        if (document is null && !keepsAbsence)
        {
            return null;
        }

        if (all.Count >= MaxKept)
        {
            all.Clear();
        }

        all[(partition, id)] = new Kept(document, readAt);
        return document;
    }

    private sealed record Kept(StoredDocument? Document, Instant ReadAt);
}
