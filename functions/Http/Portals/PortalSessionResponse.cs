using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Http.Portals;

/// <summary>A session that has begun.</summary>
/// <param name="SubscriptionId">What requests name it by.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
internal sealed record PortalSessionResponse(Id<Subscription> SubscriptionId, Instant ExpiresAt)
{
    public string Object => "portalSession";
}
