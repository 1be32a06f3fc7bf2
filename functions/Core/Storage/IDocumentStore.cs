namespace Tallystick.Core.Storage;

/// <summary>
/// Documents by (partition, id), with atomic, version-checked commits within one partition.
/// </summary>
/// <remarks>
/// <para>Contract, held by every adapter and checked by one suite:</para>
/// <list type="bullet">
/// <item>A commit is atomic: all of its writes are visible and durable when the call returns <c>true</c>, or none ever is.</item>
/// <item>It returns <c>false</c>, and nothing has changed, where a condition did not hold: a document to be created exists, or the version
/// to be replaced or deleted does not stand.</item>
/// <item>It throws <see cref="StoreUnavailableException"/> where the outcome is unknown or the store cannot answer; the caller reads back before it decides.</item>
/// <item>A read sees every commit that returned before it began.</item>
/// <item>Bodies are opaque UTF-8 JSON; the caller owns the buffers that it passes in once the call has returned.</item>
/// </list>
/// <para>Bounds: ids and partitions are 1 to 250 characters of printable ASCII without <c>/ \ ? #</c> for ids (partitions may hold <c>/</c>);
/// a commit has 1 to 100 writes, one per id, and at most 1.25 MB of bodies. Beyond: <see cref="ArgumentException"/>.</para>
/// </remarks>
public interface IDocumentStore
{
    /// <summary>The document, or null where there is none.</summary>
    ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation);

    /// <summary>The documents of a range in the order of their ids, or the reverse.</summary>
    /// <param name="range">Which.</param>
    /// <param name="descending">Highest id first.</param>
    /// <param name="skip">How many to pass over, 0 or more.</param>
    /// <param name="take">How many to return at most, 1 or more.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation);

    /// <summary>How many documents a range has.</summary>
    ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation);

    /// <summary>Makes all writes or none; see the type's remarks.</summary>
    ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation);

    /// <summary>
    /// Makes several commits, each as <see cref="CommitAsync"/> does and for itself, in any order: for a caller with thousands, whom as many calls would
    /// cost more than the writes.
    /// </summary>
    /// <returns>For each commit, in order, whether it was made.</returns>
    /// <exception cref="StoreUnavailableException">The outcome of some is unknown; any of the others may have been made.</exception>
    async ValueTask<IReadOnlyList<bool>> CommitAllAsync(IReadOnlyList<DocumentCommit> commits, CancellationToken cancellation) =>
        await Task.WhenAll(commits.Select(commit => CommitAsync(commit.Partition, commit.Writes, cancellation).AsTask()));
}
