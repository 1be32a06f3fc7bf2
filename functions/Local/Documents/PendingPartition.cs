using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>What is pending of one partition. Not thread-safe.</summary>
internal sealed class PendingPartition
{
    // So few are looked through faster than they are kept in order.
    private const int Few = 32;

    private readonly Dictionary<DocumentKey, StoredDocument?> states = [];

    // The ids in their order, kept from the first time on that they are asked for: most partitions have a few documents, and are never listed.
    private SortedSet<string>? ids;

    /// <summary>All states, in no order.</summary>
    public IEnumerable<KeyValuePair<DocumentKey, StoredDocument?>> States => states;

    /// <summary>Sets the state of a key.</summary>
    public void Set(DocumentKey key, StoredDocument? document)
    {
        states[key] = document;
        ids?.Add(key.Id);
    }

    /// <summary>The state of a key; false where there is none.</summary>
    public bool TryGet(DocumentKey key, out StoredDocument? document) => states.TryGetValue(key, out document);

    /// <summary>The states of a range, in no order.</summary>
    public IEnumerable<KeyValuePair<DocumentKey, StoredDocument?>> Within(DocumentRange range)
    {
        if (states.Count <= Few || string.CompareOrdinal(range.From, range.To) > 0)
        {
            return states.Where(state => Contains(range, state.Key.Id));
        }

        ids ??= new SortedSet<string>(states.Keys.Select(key => key.Id), StringComparer.Ordinal);
        return ids.GetViewBetween(range.From, range.To).Where(id => id != range.To).Select(id => new DocumentKey(range.Partition, id))
            .Select(key => KeyValuePair.Create(key, states[key]));
    }

    private static bool Contains(DocumentRange range, string id) =>
        string.CompareOrdinal(id, range.From) >= 0 && string.CompareOrdinal(id, range.To) < 0;
}
