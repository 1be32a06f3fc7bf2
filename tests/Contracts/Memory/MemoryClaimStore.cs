using System.Collections.Concurrent;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary><see cref="IClaimStore"/> in memory.</summary>
public sealed class MemoryClaimStore : IClaimStore
{
    private readonly ConcurrentDictionary<EventId, Claim> owners = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var claim in claims)
        {
            LogBounds.Check(claim.Owner);
        }

        return new([.. claims.Select(claim => owners.GetOrAdd(claim.Event, claim))]);
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) =>
        new(owners.TryGetValue(id, out var claim) ? claim : null);
}
