using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>
/// The entitlements of an account that are in force: one document, so that a check of access reads no more, and no feature has two. Ended ones are documents of
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

    /// <summary>With one more. Refused: <c>ENTITLEMENT_EXISTS</c>, <c>TOO_MANY_ENTITLEMENTS</c>.</summary>
    internal Result<AccountFeatures> Add(Entitlement entitlement) =>
        InForce.Any(standing => standing.FeatureKey == entitlement.FeatureKey)
            ? Refusal.Conflict("ENTITLEMENT_EXISTS", $"The customer has an entitlement to '{entitlement.FeatureKey}': end it first.") with
            {
                Errors = [new FieldError("featureKey", "The customer has an entitlement to it.", "ENTITLEMENT_EXISTS")],
            }
            : InForce.Count >= Max
                ? Refusal.Conflict("TOO_MANY_ENTITLEMENTS", $"The customer has {Max} entitlements already.")
                : new AccountFeatures([.. InForce, entitlement]);

    /// <summary>One by id; null where it is not in force.</summary>
    internal Entitlement? Find(Id<Entitlement> id) => InForce.FirstOrDefault(entitlement => entitlement.Id == id);

    /// <summary>Without one.</summary>
    internal AccountFeatures Without(Id<Entitlement> id) => new([.. InForce.Where(entitlement => entitlement.Id != id)]);
}
