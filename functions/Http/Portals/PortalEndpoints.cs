using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Http.Security;

namespace Tallystick.Http.Portals;

/// <summary>What the portal's page asks, and nobody else: merchants' programs have the same in routes of their own, with all that is theirs.</summary>
internal static class PortalEndpoints
{
    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        var portal = routes.MapGroup("/portal/api").RequirePortal().ExcludeFromDescription();
        portal.MapPortalSubscription();
        portal.MapPortalMoney();
        portal.MapPortalCaps();
        portal.MapPortalAlerts();
        portal.MapPortalInvoices();
        portal.MapPortalLive();
    }
}
