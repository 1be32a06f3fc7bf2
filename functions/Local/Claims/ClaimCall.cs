using Tallystick.Core.Usage;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Claims;

/// <summary>A claim call that waits for its group.</summary>
/// <param name="claims">What is claimed.</param>
internal sealed class ClaimCall(IReadOnlyList<Claim> claims)
    : TaskCompletionSource<IReadOnlyList<Claim>>(TaskCreationOptions.RunContinuationsAsynchronously), IGroupCall
{
    public IReadOnlyList<Claim> Claims => claims;

    /// <summary>Begins a new file, so that the last one can be forgotten, where its claims were made before this time in Unix milliseconds; null otherwise.</summary>
    public long? Expired { get; init; }

    /// <summary>What stands, for each claim.</summary>
    public Claim[] Answer { get; } = new Claim[claims.Count];

    /// <inheritdoc/>
    public void Fail(Exception failure) => TrySetException(failure);
}
