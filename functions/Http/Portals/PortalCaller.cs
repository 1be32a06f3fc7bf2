using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tallystick.Core.Customers;
using Tallystick.Core.Portals;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Portals;

/// <summary>Which customer asks, as a parameter of an endpoint of the portal: what the request may be about comes from here alone.</summary>
/// <param name="Open">The session.</param>
internal sealed record PortalCaller(OpenPortal Open) : IBindableFromHttpContext<PortalCaller>
{
    public Tenant Tenant => Open.Tenant;

    public Customer Customer => Open.Customer;

    public AccountId Account => Open.Account;

    public Id<Subscription> Subscription => Open.Access.SubscriptionId;

    public static ValueTask<PortalCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<PortalCaller?>(context.Features.GetRequiredFeature<PortalCaller>());
}
