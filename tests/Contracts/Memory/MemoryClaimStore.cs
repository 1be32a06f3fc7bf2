using System.Collections.Concurrent;
using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary><see cref="IClaimStore"/> in memory.</summary>
public sealed class MemoryClaimStore(TimeProvider? time = null) : IClaimStore
{
    private const int PurgeSize = 100;
    private readonly ConcurrentDictionary<EventId, (Claim Claim, DateTimeOffset At)> owners = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var claim in claims)
        {
            LogBounds.Check(claim.Owner);
        }

        var now = (time ?? TimeProvider.System).GetUtcNow();
        return new([.. claims.Select(claim => owners.GetOrAdd(claim.Event, (claim, now)).Claim)]);
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) =>
        new(owners.TryGetValue(id, out var owner) ? owner.Claim : null);

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellation) =>
        new(owners.Where(owner => owner.Value.At < before.ToDateTimeOffset()).Take(PurgeSize).Count(owners.TryRemove));
}
