using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>
/// The last states of documents that are durable in the journal and not in the table yet; null for one that is deleted. A document that is written often
/// reaches the table once. While some are written to the table, others come beside them. Thread-safe.
/// </summary>
internal sealed class PendingDocuments
{
    private readonly object gate = new();
    private Dictionary<string, PendingPartition> fresh = [];
    private Dictionary<string, PendingPartition> closed = [];
    private long drains;

    /// <summary>The states that a group of commits comes to, all at once: who lists them sees all of a commit, or nothing.</summary>
    public void Set(IEnumerable<KeyValuePair<DocumentKey, StoredDocument?>> states)
    {
        lock (gate)
        {
            foreach (var (key, document) in states)
            {
                if (!fresh.TryGetValue(key.Partition, out var documents))
                {
                    fresh.Add(key.Partition, documents = new PendingPartition());
                }

                documents.Set(key, document);
            }
        }
    }

    /// <summary>The state of a key; false where the table has it.</summary>
    public bool TryGet(DocumentKey key, out StoredDocument? document)
    {
        lock (gate)
        {
            document = null;
            return (fresh.TryGetValue(key.Partition, out var documents) && documents.TryGet(key, out document))
                || (closed.TryGetValue(key.Partition, out documents) && documents.TryGet(key, out document));
        }
    }

    /// <summary>Those of a range in the order of their ids, with a stamp for <see cref="IsClosedSince"/>.</summary>
    public IReadOnlyList<KeyValuePair<DocumentKey, StoredDocument?>> Within(DocumentRange range, out long stamp)
    {
        var found = new SortedDictionary<DocumentKey, StoredDocument?>();
        lock (gate)
        {
            stamp = drains;
            foreach (var states in new[] { closed, fresh })
            {
                foreach (var (key, document) in states.GetValueOrDefault(range.Partition)?.Within(range) ?? [])
                {
                    found[key] = document;
                }
            }
        }

        return [.. found];
    }

    /// <summary>
    /// Whether states were closed since a stamp was taken: the table may have later ones now than were seen, even a part of a commit, so who read it
    /// reads again.
    /// </summary>
    public bool IsClosedSince(long stamp)
    {
        lock (gate)
        {
            return drains != stamp;
        }
    }

    /// <summary>What is pending now is to be written to the table; what comes from now on is kept apart. The one before must be written.</summary>
    public void Close()
    {
        lock (gate)
        {
            drains++;
            (closed, fresh) = (fresh, []);
        }
    }

    /// <summary>Writes what was closed; it is pending until it is written.</summary>
    /// <param name="write">Writes states in the order of the table, all or none.</param>
    public void Drain(Action<IEnumerable<KeyValuePair<DocumentKey, StoredDocument?>>> write)
    {
        write(closed.Values.SelectMany(documents => documents.States).OrderBy(state => state.Key));
        lock (gate)
        {
            closed = [];
        }
    }
}
