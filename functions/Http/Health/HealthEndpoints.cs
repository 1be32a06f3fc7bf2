using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Health;

/// <summary>For whoever starts and stops processes.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnyone();
        group.MapGet("/live", () => Answers.Json(new HealthResponse("live")))
            .WithSummary("The process answers").Answers<HealthResponse>();
        group.MapGet("/ready", ReadyAsync)
            .WithSummary("The process can do its work: its stores, log and queue answer").Answers<HealthResponse>();
    }

    private static async Task<IResult> ReadyAsync(KeptReadiness readiness, CancellationToken cancellation) =>
        await readiness.CheckAsync(cancellation) is { Count: > 0 } failures ? new UnreadyResult(failures) : Answers.Json(new HealthResponse("ready"));
}
