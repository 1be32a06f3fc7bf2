using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Features;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Http.Webhooks;

/// <summary>An entitlement to a feature in the body of a webhook.</summary>
internal sealed record WebhookEntitlement(
    Id<Entitlement> EntitlementId, Id<Customer> CustomerId, string FeatureKey, FeatureType FeatureType, Instant CreatedAt, Instant? EndedAt)
{
    public string Object => "featureEntitlement";

    public static WebhookEntitlement Of(EntitlementFigures entitlement) => new(
        entitlement.Id, entitlement.CustomerId, entitlement.FeatureKey, entitlement.FeatureType, entitlement.CreatedAt, entitlement.EndedAt);
}
