using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Wallets;

/// <summary>Units of a metric that are left of a grant.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="SubscriptionId">The subscription whose plan gave it; null for what else there is.</param>
/// <param name="BillableMetricId">The metric.</param>
/// <param name="Priority">The lowest is used first.</param>
/// <param name="Remaining">How many are left.</param>
/// <param name="EffectiveAt">From when on they pay for usage.</param>
/// <param name="ExpiresAt">When what is left expires; null for never.</param>
internal sealed record UnitsResponse(
    Id<Grant> GrantId, Id<Subscription>? SubscriptionId, Id<Metric> BillableMetricId, int Priority, decimal Remaining, Instant EffectiveAt, Instant? ExpiresAt)
{
    public static UnitsResponse Of(UnitShare share) => new(
        share.Lot.Id.Grant, share.Lot.SubscriptionId, share.Metric, share.Lot.Priority, share.Lot.Remaining, share.Lot.EffectiveAt, share.Lot.ExpiresAt);
}
