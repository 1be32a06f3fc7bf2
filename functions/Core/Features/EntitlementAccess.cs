namespace Tallystick.Core.Features;

/// <summary>What an entitlement comes to at an instant.</summary>
/// <param name="Entitlement">The entitlement.</param>
/// <param name="Status">Whether it is in force.</param>
/// <param name="Balance">What is left; null where it is not metered, or not in force.</param>
public sealed record EntitlementAccess(Entitlement Entitlement, EntitlementStatus Status, QuotaBalance? Balance)
{
    /// <summary>True where the customer may use the feature: nothing is metered, something is left, or the limit is soft.</summary>
    public bool HasAccess => Status == EntitlementStatus.Active && (Balance is null || Balance.Balance > 0 || Entitlement.Quota!.IsSoftLimit);
}
