using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>What the cache knows of a key.</summary>
/// <param name="key">The key.</param>
internal sealed class CacheEntry(DocumentKey key)
{
    // Objects, dictionary slot, queue slot: measured, and rounded up.
    private const int Overhead = 300;

    public DocumentKey Key => key;

    /// <summary>The document; null where there is none.</summary>
    public StoredDocument? Document { get; set; }

    /// <summary>Whether it was asked for since the hand passed.</summary>
    public bool Used { get; set; }

    /// <summary>About how much memory the entry takes, in bytes.</summary>
    public int Size => Overhead + (2 * (key.Partition.Length + (2 * key.Id.Length))) + (Document?.Body.Length ?? 0);
}
