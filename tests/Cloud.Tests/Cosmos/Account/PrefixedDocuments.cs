using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Account;

/// <summary>A part of another store: its partitions with a prefix. For names that are far from their bounds.</summary>
internal sealed class PrefixedDocuments(IDocumentStore inner, string prefix) : DelegatingDocuments(inner)
{
    public override ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        base.ReadAsync(Within(partition), id, cancellation);

    public override ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        base.ListAsync(range with { Partition = Within(range.Partition) }, descending, skip, take, cancellation);

    public override ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) =>
        base.CountAsync(range with { Partition = Within(range.Partition) }, cancellation);

    public override ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation) =>
        base.CommitAsync(Within(partition), writes, cancellation);

    private string Within(string partition)
    {
        DocumentBounds.CheckPartition(partition);
        return prefix + partition;
    }
}
