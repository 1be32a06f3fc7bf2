using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>
/// The entitlements of an account that are in force, with the balances of those that are metered: one document, so that a check of access reads no more, and no feature
/// has two. Ended ones are documents of
/// their own.
/// </summary>
/// <param name="InForce">The entitlements, oldest first.</param>
internal sealed record AccountFeatures(IReadOnlyList<Entitlement> InForce)
{
    /// <summary>The most that are in force at once.</summary>
    internal const int Max = 100;

    /// <summary>The id of the document in the account's partition.</summary>
    internal const string DocumentId = "features";

    /// <summary>How the ids of the ended ones begin.</summary>
    internal const string EndedPrefix = "feature-ended:";

    /// <summary>The account that has none.</summary>
    internal static AccountFeatures None { get; } = new([]);

    /// <summary>
    /// From when on, by the real time, balances may be kept here: by then all who meter know that there are entitlements. Null where none was ever metered.
    /// </summary>
    public Instant? BalancesFrom { get; init; }

    /// <summary>The balances that are kept; null for none.</summary>
    public IReadOnlyList<KeptBalance>? Balances { get; init; }

    /// <summary>The balance that is kept of an entitlement, whether it still holds or not; null for none.</summary>
    internal KeptBalance? BalanceOf(Id<Entitlement> id) => Balances?.FirstOrDefault(balance => balance.EntitlementId == id);

    /// <summary>With balances in the place of those that are kept of the same entitlements.</summary>
    internal AccountFeatures Keep(IReadOnlyList<KeptBalance> balances) =>
        this with { Balances = [.. (Balances ?? []).Where(kept => balances.All(other => other.EntitlementId != kept.EntitlementId)), .. balances] };

    /// <summary>Without what is kept of an entitlement: it is to be computed anew.</summary>
    internal AccountFeatures Forget(Id<Entitlement> id) => this with { Balances = Balances?.Where(kept => kept.EntitlementId != id).ToList() };

    /// <summary>With one more. Refused: <c>ENTITLEMENT_EXISTS</c>, <c>TOO_MANY_ENTITLEMENTS</c>.</summary>
    internal Result<AccountFeatures> Add(Entitlement entitlement) =>
        InForce.Any(standing => standing.FeatureKey == entitlement.FeatureKey)
            ? Refusal.Conflict("ENTITLEMENT_EXISTS", $"The customer has an entitlement to '{entitlement.FeatureKey}': end it first.") with
            {
                Errors = [new FieldError("featureKey", "The customer has an entitlement to it.", "ENTITLEMENT_EXISTS")],
            }
            : InForce.Count >= Max
                ? Refusal.Conflict("TOO_MANY_ENTITLEMENTS", $"The customer has {Max} entitlements already.")
                : this with { InForce = [.. InForce, entitlement] };

    /// <summary>One by id; null where it is not in force.</summary>
    internal Entitlement? Find(Id<Entitlement> id) => InForce.FirstOrDefault(entitlement => entitlement.Id == id);

    /// <summary>Without one.</summary>
    internal AccountFeatures Without(Id<Entitlement> id) => Forget(id) with { InForce = [.. InForce.Where(entitlement => entitlement.Id != id)] };
}
