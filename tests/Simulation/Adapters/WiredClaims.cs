using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Claims at the other end of a wire. A call that times out may have made a part of its claims.</summary>
/// <param name="inner">The claims.</param>
/// <param name="wire">The wire.</param>
/// <param name="random">Decides which claims a call that was cut short had made.</param>
internal sealed class WiredClaims(IClaimStore inner, Wire wire, Random random) : IClaimStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        // The claims of a call go out in parts, each of which can fail by itself.
        var cut = claims.Count > 1 ? random.Next(claims.Count) : 0;
        if (cut > 0)
        {
            await ClaimPartAsync([.. claims.Take(cut)], cancellation);
        }

        return await ClaimPartAsync(claims, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) => wire.ReadAsync("find claim", () => inner.FindAsync(id, cancellation));

    private ValueTask<IReadOnlyList<Claim>> ClaimPartAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation) =>
        wire.WriteAsync(
            $"claim {string.Join(' ', claims.Select(claim => claim.Owner))}",
            () => inner.ClaimAsync(claims, cancellation),
            standing => string.Join(' ', standing.Select(claim => claim.Owner)));
}
