using System.Collections.Concurrent;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>Tells who calls, by the key. Keeps what it read for a moment, so that the store is not asked at every request.</summary>
public sealed class ApiKeyDirectory(IDocumentStore store, TimeProvider time)
{
    /// <summary>How long a key that was revoked may go on working.</summary>
    public static readonly Duration Staleness = Duration.FromSeconds(5);

    private const int MaxCached = 10_000;
    private readonly ConcurrentDictionary<Id<ApiKey>, (ApiKey Key, Instant ReadAt)> cache = new();

    /// <summary>The key's record, or null for a key that is none or works no longer.</summary>
    public async ValueTask<ApiKey?> FindAsync(string? text, CancellationToken cancellation)
    {
        if (!ApiKeyText.TryParse(text, out var presented))
        {
            return null;
        }

        var key = await ReadAsync(presented.Id, cancellation);
        return key is { RevokedAt: null } && presented.Matches(key.Hash) ? key : null;
    }

    private async ValueTask<ApiKey?> ReadAsync(Id<ApiKey> id, CancellationToken cancellation)
    {
        var now = time.GetInstant();
        if (cache.TryGetValue(id, out var known) && now - known.ReadAt < Staleness)
        {
            return known.Key;
        }

        var read = await store.ReadAsync<ApiKey>(ApiKeys.Partition, id.ToString(), cancellation);
        if (read is null)
        {
            return null; // Not remembered: anyone can make up names.
        }

        if (cache.Count >= MaxCached)
        {
            cache.Clear();
        }

        cache[id] = (read.Value, now);
        return read.Value;
    }
}
