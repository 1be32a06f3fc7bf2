using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>The grants of one entitlement: one document, so that no key makes two.</summary>
/// <param name="Grants">All that were made, oldest first.</param>
internal sealed record IssuedGrants(IReadOnlyList<FeatureGrant> Grants)
{
    /// <summary>The most of an entitlement.</summary>
    internal const int Max = 1000;

    /// <summary>No grants.</summary>
    internal static IssuedGrants None { get; } = new([]);

    /// <summary>The id of the document in the account's partition.</summary>
    internal static string IdOf(Id<Entitlement> entitlement) => $"feature-grants:{entitlement}";

    /// <summary>
    /// With one more; as it is where the key made the same one before. Refused: <c>IDEMPOTENCY_KEY_REUSED</c> where it made another one, <c>TOO_MANY_GRANTS</c>.
    /// </summary>
    internal Result<IssuedGrants> Add(FeatureGrant grant) => Made(grant.IdempotencyKey) switch
    {
        { } made when made.Terms == grant.Terms => this,
        { } => Refusal.Conflict("IDEMPOTENCY_KEY_REUSED", "The idempotency key made a grant on other terms.") with
        {
            Errors = [new FieldError("idempotencyKey", "It made a grant on other terms.", "IDEMPOTENCY_KEY_REUSED")],
        },
        null when Grants.Count >= Max => Refusal.Conflict("TOO_MANY_GRANTS", $"The entitlement has {Max} grants already."),
        null => new IssuedGrants([.. Grants, grant]),
    };

    /// <summary>The one that a key made; null for none.</summary>
    internal FeatureGrant? Made(string key) => Grants.FirstOrDefault(grant => grant.IdempotencyKey == key);

    /// <summary>With a grant voided; doing it twice changes nothing. Refused: <c>GRANT_NOT_FOUND</c>.</summary>
    internal Result<IssuedGrants> Void(Id<FeatureGrant> id, Instant now) =>
        Grants.Any(grant => grant.Id == id)
            ? new IssuedGrants([.. Grants.Select(grant => grant.Id == id ? grant with { VoidedAt = grant.VoidedAt ?? now } : grant)])
            : Refusal.NotFound("GRANT", id.ToString());
}
