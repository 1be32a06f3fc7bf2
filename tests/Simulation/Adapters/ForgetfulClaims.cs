using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Claims without owners: they know that an identity is taken, and no longer by which position.</summary>
internal sealed class ForgetfulClaims(IClaimStore inner) : IClaimStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        var standing = new List<Claim>();
        foreach (var claim in claims)
        {
            var isTaken = await inner.FindAsync(claim.Event, cancellation) is not null;
            var made = (await inner.ClaimAsync([claim], cancellation))[0];
            standing.Add(isTaken ? made with { Owner = made.Owner with { Sequence = long.MaxValue } } : made);
        }

        return standing;
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);
}
