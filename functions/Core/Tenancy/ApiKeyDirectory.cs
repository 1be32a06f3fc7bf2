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

        return await FindAsync(presented.Id, cancellation) is { } key && presented.Matches(key.Hash) ? key : null;
    }

    /// <summary>The record of a key that its owner has shown before; null for one that works no longer.</summary>
    internal async ValueTask<ApiKey?> FindAsync(Id<ApiKey> id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) is { RevokedAt: null } key ? key : null;

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
