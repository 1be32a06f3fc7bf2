using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>Documents in memory.</summary>
internal sealed class DictionaryDocumentStore : IDocumentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedDictionary<string, StoredDocument>> partitions = [];
    private long version;

    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        lock (gate)
        {
            return new(Documents(partition).GetValueOrDefault(id));
        }
    }

    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        lock (gate)
        {
            var found = In(range);
            return new([.. (descending ? found.Reverse() : found).Skip(skip).Take(take)]);
        }
    }

    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        lock (gate)
        {
            return new(In(range).LongCount());
        }
    }

    public ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        lock (gate)
        {
            Assert.InRange(writes.Count, 1, 100);
            Assert.Distinct(writes.Select(write => write.Id));
            var documents = Documents(partition);
            if (!writes.All(write => Holds(write, documents.GetValueOrDefault(write.Id)?.ETag)))
            {
                return new(false);
            }

            foreach (var write in writes)
            {
                documents.Remove(write.Id);
                if (write.Kind != DocumentWriteKind.Delete)
                {
                    documents[write.Id] = new StoredDocument(write.Id, $"{++version}", write.Body.ToArray());
                }
            }

            return new(true);
        }
    }

    private static bool Holds(DocumentWrite write, string? etag) =>
        write.Kind switch
        {
            DocumentWriteKind.Create => etag is null,
            DocumentWriteKind.Put => true,
            _ => etag == write.ETag,
        };

    private IEnumerable<StoredDocument> In(DocumentRange range) =>
        Documents(range.Partition).Values.Where(document =>
            string.CompareOrdinal(document.Id, range.From) >= 0 && string.CompareOrdinal(document.Id, range.To) < 0);

    private SortedDictionary<string, StoredDocument> Documents(string partition)
    {
        if (!partitions.TryGetValue(partition, out var documents))
        {
            partitions[partition] = documents = new(StringComparer.Ordinal);
        }

        return documents;
    }
}
