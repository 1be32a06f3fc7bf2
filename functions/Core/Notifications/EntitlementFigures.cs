using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Features;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>That a customer may use a feature, or may not any more. No personal data.</summary>
/// <param name="Id">The entitlement.</param>
/// <param name="CustomerId">Who is entitled.</param>
/// <param name="FeatureKey">To what.</param>
/// <param name="FeatureType">The feature's type.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EndedAt">When it was ended; null while it was not.</param>
public sealed record EntitlementFigures(
    Id<Entitlement> Id, Id<Customer> CustomerId, string FeatureKey, FeatureType FeatureType, Instant CreatedAt, Instant? EndedAt)
{
    /// <summary>The fact that an entitlement was made, or ended.</summary>
    internal static BillingFact FactOf(Entitlement entitlement)
    {
        var type = entitlement.EndedAt is null ? FactTypes.EntitlementCreated : FactTypes.EntitlementEnded;
        return new BillingFact
        {
            Id = Id<BillingFact>.Of(entitlement.Id.Suffix + type.Split('.')[^1]),
            Type = type,
            At = entitlement.EndedAt ?? entitlement.CreatedAt,
            Sequence = 0,
            Entitlement = new EntitlementFigures(
                entitlement.Id, entitlement.CustomerId, entitlement.FeatureKey, entitlement.FeatureType, entitlement.CreatedAt, entitlement.EndedAt),
        };
    }
}
