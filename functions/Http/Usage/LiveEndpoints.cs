using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Security;
using Tallystick.Http.Usage.Responses;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Http.Usage;

/// <summary>What the log takes, while it takes it.</summary>
internal static class LiveEndpoints
{
    private const string EventName = "counts";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Within what a function may take. Whoever listens on connects again, as browsers do by themselves.
    private static readonly Duration Longest = Duration.FromMinutes(5);

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v0/usage").WithTags("Usage").RequireScope(Scope.Read).MapGet("/live", Stream)
            .WithSummary("What the log takes, as a stream of server-sent events named counts: one a second for five minutes, then connect again")
            .Produces<LiveCountsResponse>(StatusCodes.Status200OK, "text/event-stream");

    private static ServerSentEventsResult<LiveCountsResponse> Stream(
        Caller caller, FateCounts counts, MeterLag lag, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(ReadAsync(caller.Tenant, counts, lag, time, lifetime.ApplicationStopping, cancellation));

    private static async IAsyncEnumerable<SseItem<LiveCountsResponse>> ReadAsync(
        Tenant tenant, FateCounts counts, MeterLag lag, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        // A host that stops does not wait for who listens.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        var cancellation = ends.Token;
        var begun = time.GetInstant();
        var isFirst = true;
        using var timer = new PeriodicTimer(Pause, time);
        while (await NextAsync() is { } next)
        {
            yield return new SseItem<LiveCountsResponse>(next, EventName);
        }

        // Null ends the stream: it is over, nobody listens any more, or the store cannot answer now.
        async Task<LiveCountsResponse?> NextAsync()
        {
            var now = time.GetInstant();
            if (now - begun >= Longest)
            {
                return null;
            }

            try
            {
                if (!isFirst)
                {
                    await timer.WaitForNextTickAsync(cancellation);
                    now = time.GetInstant();
                }

                isFirst = false;
                var from = UsageWindow.HourOf(begun);
                var hours = await counts.ReadAsync(tenant, new Period(from, now + Duration.FromHours(1)), cancellation);
                return LiveCountsResponse.Of(now, from, hours, await lag.ReadAsync(now, cancellation));
            }
            catch (Exception exception) when (exception is OperationCanceledException or StoreUnavailableException)
            {
                return null;
            }
        }
    }
}
