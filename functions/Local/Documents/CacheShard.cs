using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>A part of the <see cref="DocumentCache"/> with its own lock and its own clock hand.</summary>
/// <param name="capacity">How much memory it may take, in bytes.</param>
internal sealed class CacheShard(long capacity)
{
    private readonly object gate = new();
    private readonly Dictionary<DocumentKey, CacheEntry> entries = [];
    private readonly Queue<CacheEntry> clock = new();
    private long size;
    private long stamp;

    public long Size
    {
        get
        {
            lock (gate)
            {
                return size;
            }
        }
    }

    public bool TryGet(DocumentKey key, out StoredDocument? document, out long readStamp)
    {
        lock (gate)
        {
            readStamp = stamp;
            if (entries.TryGetValue(key, out var entry))
            {
                entry.Used = true;
                document = entry.Document;
                return true;
            }

            document = null;
            return false;
        }
    }

    public void Set(DocumentKey key, StoredDocument? document)
    {
        lock (gate)
        {
            stamp++;
            Store(key, document);
        }
    }

    public StoredDocument? Fill(DocumentKey key, StoredDocument? document, long readStamp)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var entry) && entry.Document?.ETag == document?.ETag)
            {
                return entry.Document;
            }

            if (stamp == readStamp)
            {
                Store(key, document);
            }

            return document;
        }
    }

    private void Store(DocumentKey key, StoredDocument? document)
    {
        if (entries.TryGetValue(key, out var entry))
        {
            size -= entry.Size;
        }
        else
        {
            entry = new CacheEntry(key);
            entries.Add(key, entry);
            clock.Enqueue(entry);
        }

        entry.Document = document;
        size += entry.Size;
        while (size > capacity && clock.TryDequeue(out var oldest))
        {
            Pass(oldest);
        }
    }

    private void Pass(CacheEntry entry)
    {
        if (entry.Used)
        {
            entry.Used = false;
            clock.Enqueue(entry);
        }
        else
        {
            entries.Remove(entry.Key);
            size -= entry.Size;
        }
    }
}
