using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Http.Hosting;
using Tallystick.Http.Security;
using Tallystick.Http.Usage.Responses;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Http.Usage;

/// <summary>What the log takes, while it takes it.</summary>
internal static class LiveEndpoints
{
    private const string EventName = "counts";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v0/usage").WithTags("Usage").RequireScope(Scope.Read).MapGet("/live", Stream)
            .WithSummary("What the log takes, as a stream of server-sent events named counts: one a second for five minutes, then connect again")
            .Produces<LiveCountsResponse>(StatusCodes.Status200OK, "text/event-stream");

    private static ServerSentEventsResult<LiveCountsResponse> Stream(
        Caller caller, FateCounts counts, MeterLag lag, LiveStream streams, CancellationToken cancellation) =>
        streams.Of(EventName, Pause, (begun, now, gone) => ReadAsync(caller.Tenant, counts, lag, begun, now, gone), cancellation);

    private static async Task<LiveCountsResponse> ReadAsync(
        Tenant tenant, FateCounts counts, MeterLag lag, Instant begun, Instant now, CancellationToken cancellation)
    {
        var from = UsageWindow.HourOf(begun);
        var hours = await counts.ReadAsync(tenant, new Period(from, now + Duration.FromHours(1)), cancellation);
        return LiveCountsResponse.Of(now, from, hours, await lag.ReadAsync(now, cancellation));
    }
}
