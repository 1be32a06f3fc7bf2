using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Portals;

/// <summary>A customer who is at the portal: all that a request there may be about.</summary>
/// <param name="Tenant">Whose customer, and in which mode.</param>
/// <param name="Customer">The customer, as the register has it now.</param>
/// <param name="Access">What may be done.</param>
/// <param name="ExpiresAt">When the session ends by itself.</param>
public sealed record OpenPortal(Tenant Tenant, Customer Customer, PortalAccess Access, Instant ExpiresAt)
{
    /// <summary>The customer's account.</summary>
    public AccountId Account => AccountId.Of(Tenant, Customer.Id);
}
