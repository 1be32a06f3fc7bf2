using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>
/// The claims: for each event identity the one position that owns it. Owner never changes, so that the verdict on a position is a pure
/// function of the log, for as long as claims are kept.
/// </summary>
/// <remarks>
/// <para>Contract, held by every adapter and checked by one suite:</para>
/// <list type="bullet">
/// <item>Insert if absent: of racing claims on one identity exactly one wins, and every caller is told the same winner.</item>
/// <item>A claim that was returned is durable, and is returned again until it is purged.</item>
/// <item>Claims of one call are independent: there is no atomicity among them. A call that throws may have made some of them.</item>
/// <item>It throws <see cref="Storage.StoreUnavailableException"/> where it cannot answer; making the same call again is always right.</item>
/// </list>
/// </remarks>
public interface IClaimStore
{
    /// <summary>Claims identities.</summary>
    /// <param name="claims">What is claimed, in log order; where an identity is twice among them, the first is tried first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>For each of <paramref name="claims"/>, in their order, the claim that stands: itself, or an earlier one.</returns>
    ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation);

    /// <summary>
    /// Forgets claims that were made before a time, by the store's clock: a bounded part of them a call. Their identities can be claimed anew. A
    /// store may keep claims for up to a day longer, and one that keeps them for ever says that there are none.
    /// </summary>
    /// <returns>How many were forgotten; 0 where there are no more.</returns>
    ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellation) => new(0);

    /// <summary>The claim on an identity, or null where there is none.</summary>
    ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation);
}
