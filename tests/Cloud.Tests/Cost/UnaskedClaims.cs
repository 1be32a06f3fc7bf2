using Tallystick.Core.Usage;

namespace Tallystick.Tests.Cloud.Tests.Cost;

/// <summary>Other claims, which are not asked what they would answer: the model asks that to know how many rows are taken, and nobody would be billed for it.</summary>
internal sealed class UnaskedClaims(IClaimStore inner) : IClaimStore
{
    public ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation) => inner.ClaimAsync(claims, cancellation);

    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) => new((Claim?)null);
}
