using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>
/// The documents, and absences of documents, that were read or written lately, up to a number of bytes; CLOCK decides which go. Never
/// behind the file: the writer sets what it has committed before it answers, and a reader may fill in what it has read only if nothing
/// was set since it began. Thread-safe.
/// </summary>
internal sealed class DocumentCache
{
    private const int Shards = 16;
    private readonly CacheShard[] shards;

    /// <param name="capacity">How much memory it may take, in bytes.</param>
    public DocumentCache(long capacity) =>
        shards = [.. Enumerable.Range(0, Shards).Select(_ => new CacheShard(capacity / Shards))];

    /// <summary>About how much memory is taken, in bytes.</summary>
    public long Size => shards.Sum(shard => shard.Size);

    /// <summary>What is known of a key; false where nothing is, with a stamp to pass to <see cref="Fill"/> after reading.</summary>
    public bool TryGet(DocumentKey key, out StoredDocument? document, out long stamp) => ShardOf(key).TryGet(key, out document, out stamp);

    /// <summary>The committed state of a key.</summary>
    public void Set(DocumentKey key, StoredDocument? document) => ShardOf(key).Set(key, document);

    /// <summary>The state of a key as it was read; kept unless something was set since the stamp was taken.</summary>
    /// <returns>The document, as the instance that the cache has where it has this version.</returns>
    public StoredDocument? Fill(DocumentKey key, StoredDocument? document, long stamp) => ShardOf(key).Fill(key, document, stamp);

    private CacheShard ShardOf(DocumentKey key) => shards[unchecked((uint)key.GetHashCode()) % Shards];
}
