using System.Globalization;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary><see cref="IDocumentStore"/> in memory: one lock, a sorted list a partition.</summary>
public sealed class MemoryDocumentStore : IDocumentStore
{
    private readonly object gate = new();
    private readonly Dictionary<string, SortedList<string, StoredDocument>> partitions = [];
    private long lastETag;

    /// <inheritdoc/>
    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(partition);
        DocumentBounds.CheckId(id);
        lock (gate)
        {
            return new(Partition(partition).GetValueOrDefault(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        DocumentBounds.CheckList(range, skip, take);
        lock (gate)
        {
            var found = In(range);
            return new([.. (descending ? found.Reverse() : found).Skip(skip).Take(take)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(range.Partition);
        lock (gate)
        {
            return new(In(range).LongCount());
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        DocumentBounds.CheckCommit(partition, writes);
        lock (gate)
        {
            var documents = Partition(partition);
            if (!writes.All(write => Allows(documents.GetValueOrDefault(write.Id), write)))
            {
                return new(false);
            }

            foreach (var write in writes)
            {
                Apply(documents, write);
            }

            return new(true);
        }
    }

    private static bool Allows(StoredDocument? current, DocumentWrite write) => write.Kind switch
    {
        DocumentWriteKind.Put => true,
        DocumentWriteKind.Create => current is null,
        _ => current is not null && current.ETag == write.ETag,
    };

    private void Apply(SortedList<string, StoredDocument> documents, DocumentWrite write)
    {
        if (write.Kind == DocumentWriteKind.Delete)
        {
            documents.Remove(write.Id);
        }
        else
        {
            documents[write.Id] = new(write.Id, (++lastETag).ToString(CultureInfo.InvariantCulture), write.Body.ToArray());
        }
    }

    private SortedList<string, StoredDocument> Partition(string name)
    {
        if (!partitions.TryGetValue(name, out var documents))
        {
            documents = new SortedList<string, StoredDocument>(StringComparer.Ordinal);
            partitions.Add(name, documents);
        }

        return documents;
    }

    private IEnumerable<StoredDocument> In(DocumentRange range) =>
        Partition(range.Partition).Values.Where(document =>
            string.CompareOrdinal(document.Id, range.From) >= 0 && string.CompareOrdinal(document.Id, range.To) < 0);
}
