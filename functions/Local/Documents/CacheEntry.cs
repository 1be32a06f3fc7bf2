using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>What the cache knows of a key.</summary>
/// <param name="key">The key.</param>
internal sealed class CacheEntry(DocumentKey key)
{
    // Objects, dictionary slot, queue slot: measured, and rounded up.
    private const int Overhead = 300;

    // What is made of a document takes about twice its bytes.
    private const int KeptFactor = 3;

    private StoredDocument? document;

    public DocumentKey Key => key;

    /// <summary>The document; null where there is none.</summary>
    public StoredDocument? Document
    {
        get => document;
        set
        {
            document = value;
            Size = Overhead + (2 * (key.Partition.Length + (2 * key.Id.Length))) + BodySize(value);
        }
    }

    /// <summary>Whether it was asked for since the hand passed.</summary>
    public bool Used { get; set; }

    /// <summary>About how much memory the entry takes, in bytes, since its document was set; 0 before.</summary>
    public int Size { get; private set; }

    private static int BodySize(StoredDocument? document) =>
        document is null ? 0 : document.Body.Length * (document.HasKept ? KeptFactor : 1);
}
