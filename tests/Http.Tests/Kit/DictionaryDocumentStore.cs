using Tallystick.Core.Storage;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>The document store's contract in a dictionary; fails while <see cref="Down"/> is set.</summary>
internal sealed class DictionaryDocumentStore : IDocumentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedDictionary<string, StoredDocument>> partitions = [];
    private long version;

    public bool Down { get; set; }

    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        lock (Gate())
        {
            return new(Partition(partition).GetValueOrDefault(id));
        }
    }

    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        lock (Gate())
        {
            var found = Find(range);
            return new([.. (descending ? found.Reverse() : found).Skip(skip).Take(take)]);
        }
    }

    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        lock (Gate())
        {
            return new(Find(range).LongCount());
        }
    }

    public ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        lock (Gate())
        {
            var documents = Partition(partition);
            if (!writes.All(write => Holds(write, documents.GetValueOrDefault(write.Id))))
            {
                return new(false);
            }

            foreach (var write in writes)
            {
                if (write.Kind == DocumentWriteKind.Delete)
                {
                    documents.Remove(write.Id);
                }
                else
                {
                    documents[write.Id] = new StoredDocument(write.Id, $"{++version}", write.Body.ToArray());
                }
            }

            return new(true);
        }
    }

    /// <summary>Everything that is stored, as text: for tests that something is not.</summary>
    public string Dump()
    {
        lock (gate)
        {
            return string.Join('\n', partitions.Values.SelectMany(documents => documents.Values)
                .Select(document => System.Text.Encoding.UTF8.GetString(document.Body.Span)));
        }
    }

    private static bool Holds(DocumentWrite write, StoredDocument? found) => write.Kind switch
    {
        DocumentWriteKind.Create => found is null,
        DocumentWriteKind.Put => true,
        _ => found is not null && found.ETag == write.ETag,
    };

    private Lock Gate() => Down ? throw new StoreUnavailableException("Down for a test.") { RetryAfter = TimeSpan.FromSeconds(7) } : gate;

    private SortedDictionary<string, StoredDocument> Partition(string name) =>
        partitions.TryGetValue(name, out var found) ? found : partitions[name] = new(StringComparer.Ordinal);

    private IEnumerable<StoredDocument> Find(DocumentRange range) => Partition(range.Partition).Values.Where(document =>
        string.CompareOrdinal(document.Id, range.From) >= 0 && string.CompareOrdinal(document.Id, range.To) < 0);
}
