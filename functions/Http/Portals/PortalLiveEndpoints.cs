using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Portals;
using Tallystick.Http.Hosting;

namespace Tallystick.Http.Portals;

/// <summary>Tells a customer's page when to ask again.</summary>
internal static class PortalLiveEndpoints
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static void MapPortalLive(this IEndpointRouteBuilder portal) => portal.MapGet("/live", Stream);

    private static ServerSentEventsResult<PortalPulse> Stream(PortalCaller caller, AccountPulse pulse, LiveStream streams, CancellationToken cancellation) =>
        streams.Of("pulse", Pause, async (_, _, gone) => new PortalPulse(await pulse.ReadAsync(caller.Account, gone)), cancellation);
}
