using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Plans;

namespace Tallystick.Http.Portals;

/// <summary>What a customer sees of the subscription: nothing that the merchant keeps to itself.</summary>
/// <param name="MerchantName">Who sells.</param>
/// <param name="CustomerName">Who buys.</param>
/// <param name="Mode">Live, or test: then no money moves.</param>
/// <param name="Name">What the subscription is called.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Currency">What it is billed in.</param>
/// <param name="Plan">What it is billed by now.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndsAt">When it ends, or ended; null for open.</param>
/// <param name="PeriodEnd">When its period ends: cancelling, or another plan, comes into force then. Null where nobody knows.</param>
/// <param name="IsCancelledByCustomer">True where the customer has ended it, and may take that back before the end.</param>
/// <param name="Change">The plan that it goes on with; null for none.</param>
/// <param name="Offered">The plans that it may be changed to.</param>
/// <param name="Now">The customer's time: that of a test clock, where the customer lives by one.</param>
/// <param name="ExpiresAt">When the session ends.</param>
internal sealed record PortalResponse(
    string MerchantName,
    string CustomerName,
    Mode Mode,
    string Name,
    SubscriptionStatus Status,
    Currency Currency,
    OfferedPlan Plan,
    Instant StartedAt,
    Instant? EndsAt,
    Instant? PeriodEnd,
    bool IsCancelledByCustomer,
    PortalPlanChange? Change,
    IReadOnlyList<OfferedPlan> Offered,
    Instant Now,
    Instant ExpiresAt)
{
    public string Object => "portal";
}
