using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Claims in which the place of an event that was corrected is free: every correction of it gets the place.</summary>
/// <param name="inner">The claims.</param>
/// <param name="log">Tells which claims are made by corrections.</param>
internal sealed class PlacelessClaims(IClaimStore inner, IEventLog log) : IClaimStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        var standing = await inner.ClaimAsync(claims, cancellation);
        return claims is [var claim] && await IsPlaceAsync(claim, cancellation) ? [claim] : standing;
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

    private async ValueTask<bool> IsPlaceAsync(Claim claim, CancellationToken cancellation) =>
        await ReadAsync(claim.Owner, cancellation) is { Usage.Corrects: { } corrected } correction
        && claim.Event == Corrections.PlaceOf(correction.Account, corrected);

    private async ValueTask<Delivery?> ReadAsync(LogPosition position, CancellationToken cancellation)
    {
        var slice = await log.Numbered(position.Log).ReadAsync(position.Partition, position.Sequence, 1, only: null, cancellation);
        return Delivery.Unpack(position.Log, slice.Records[0]).ElementAt(position.Index);
    }
}
