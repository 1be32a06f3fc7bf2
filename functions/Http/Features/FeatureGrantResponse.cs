using NodaTime;
using Tallystick.Core.Features;
using Tallystick.Core.Values;

namespace Tallystick.Http.Features;

/// <summary>More of a metered feature for a customer, beside the quota.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EntitlementId">The entitlement that it belongs to.</param>
/// <param name="Amount">How much, in the metric's unit.</param>
/// <param name="IdempotencyKey">The key that made it.</param>
/// <param name="EffectiveAt">From when on it may be used.</param>
/// <param name="ExpiresAt">From when on it may not be used any more; null for no end.</param>
/// <param name="Priority">Its turn: low numbers are used first.</param>
/// <param name="ResetMaxRollover">The most of what is left that is carried over a reset.</param>
/// <param name="ResetMinRollover">The least that is carried over a reset.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="VoidedAt">When it was voided; null while it was not.</param>
internal sealed record FeatureGrantResponse(
    Id<FeatureGrant> Id,
    Id<Entitlement> EntitlementId,
    decimal Amount,
    string IdempotencyKey,
    Instant EffectiveAt,
    Instant? ExpiresAt,
    int Priority,
    decimal ResetMaxRollover,
    decimal ResetMinRollover,
    Instant CreatedAt,
    Instant? VoidedAt)
{
    public string Object => "featureGrant";

    public static Func<FeatureGrant, FeatureGrantResponse> For(Id<Entitlement> entitlement) => grant => new(
        grant.Id,
        entitlement,
        grant.Terms.Amount,
        grant.IdempotencyKey,
        grant.EffectiveAt,
        grant.ExpiresAt,
        grant.Terms.Priority,
        grant.Terms.ResetMaxRollover,
        grant.Terms.ResetMinRollover,
        grant.CreatedAt,
        grant.VoidedAt);
}
