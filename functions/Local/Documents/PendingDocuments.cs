using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>
/// The last states of documents that are durable in the journal and not in the table yet; null for one that is deleted. A document that is written often
/// reaches the table once. Changed by the writer's thread alone, read by all.
/// </summary>
internal sealed class PendingDocuments
{
    private readonly object gate = new();
    private readonly Dictionary<string, Dictionary<DocumentKey, StoredDocument?>> partitions = [];
    private long drains;

    public bool TryGet(DocumentKey key, out StoredDocument? document)
    {
        lock (gate)
        {
            document = null;
            return partitions.TryGetValue(key.Partition, out var documents) && documents.TryGetValue(key, out document);
        }
    }

    /// <summary>Those of a range in the order of their ids, with a stamp for <see cref="IsDrainedSince"/>.</summary>
    public IReadOnlyList<KeyValuePair<DocumentKey, StoredDocument?>> Within(DocumentRange range, out long stamp)
    {
        KeyValuePair<DocumentKey, StoredDocument?>[] found;
        lock (gate)
        {
            stamp = drains;
            found = partitions.TryGetValue(range.Partition, out var documents) ? [.. documents.Where(state => Contains(range, state.Key.Id))] : [];
        }

        Array.Sort(found, (one, other) => one.Key.CompareTo(other.Key));
        return found;
    }

    /// <summary>
    /// Whether the states began to be written to the table since a stamp was taken: who has read them before and the table after may have half of a later
    /// commit, and must read again.
    /// </summary>
    public bool IsDrainedSince(long stamp)
    {
        lock (gate)
        {
            return drains != stamp;
        }
    }

    public void Set(DocumentKey key, StoredDocument? document)
    {
        lock (gate)
        {
            if (!partitions.TryGetValue(key.Partition, out var documents))
            {
                partitions.Add(key.Partition, documents = []);
            }

            documents[key] = document;
        }
    }

    /// <summary>Writes all states to the table; they go when it has them.</summary>
    /// <param name="write">Writes them in the order of the table, all or none.</param>
    public void Drain(Action<IEnumerable<KeyValuePair<DocumentKey, StoredDocument?>>> write)
    {
        lock (gate)
        {
            drains++;
        }

        write(partitions.Values.SelectMany(documents => documents).OrderBy(state => state.Key));
        lock (gate)
        {
            partitions.Clear();
        }
    }

    private static bool Contains(DocumentRange range, string id) =>
        string.CompareOrdinal(id, range.From) >= 0 && string.CompareOrdinal(id, range.To) < 0;
}
