using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Customers;
using Tallystick.Core.Portals;

namespace Tallystick.Http.Portals;

/// <summary>Registers what the portal needs.</summary>
internal static class PortalServices
{
    internal static void AddPortals(this IServiceCollection services)
    {
        services.AddSingleton<PortalSessions>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<PortalSessions>());
        services.AddSingleton<AccountPulse>();
        services.AddSingleton<PortalCallers>();
        services.AddSingleton<PortalViews>();
    }
}
