using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>That a subscription has had a coupon: it counts once, however often it is given.</summary>
/// <param name="CouponId">The coupon.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="RedeemedAt">When, by the real clock.</param>
public sealed record CouponRedemption(Id<Coupon> CouponId, Id<Subscription> SubscriptionId, Instant RedeemedAt)
{
    /// <summary>The id of the document.</summary>
    internal string DocumentId => $"redemption:{CouponId}:{SubscriptionId}";
}
