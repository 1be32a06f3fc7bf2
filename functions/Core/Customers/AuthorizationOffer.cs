using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Customers;

/// <summary>What the holder of a link is shown.</summary>
/// <param name="Tenant">Who offers, and in which mode.</param>
/// <param name="Merchant">The merchant.</param>
/// <param name="Link">The link.</param>
/// <param name="Version">What is offered: the version of the plan that is in force.</param>
public sealed record AuthorizationOffer(Tenant Tenant, Merchant Merchant, AuthorizationLink Link, PlanVersion Version);
