using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Portals;

/// <summary>What a link to the portal opens, and the session that it begins.</summary>
/// <param name="SubscriptionId">The subscription that may be cancelled and changed; its customer's wallet, caps and invoices are shown.</param>
/// <param name="PlanIds">The plans that it may be changed to: those that the merchant named; none unless named.</param>
public sealed record PortalAccess(Id<Subscription> SubscriptionId, IReadOnlyList<Id<Plan>> PlanIds);
