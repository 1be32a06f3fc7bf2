using NodaTime;

namespace Tallystick.Http.Portals;

/// <summary>A plan that a subscription goes on with.</summary>
/// <param name="PlanName">What it is called.</param>
/// <param name="EffectiveAt">From when on.</param>
/// <param name="IsAskedByCustomer">True where the customer has asked for it, and may call it off.</param>
internal sealed record PortalPlanChange(string PlanName, Instant EffectiveAt, bool IsAskedByCustomer);
