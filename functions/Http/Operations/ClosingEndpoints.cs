using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Operations;

/// <summary>Closing of periods when the operator says so, not when a timer does.</summary>
internal static class ClosingEndpoints
{
    public static void MapClosing(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v0/closing", CloseAsync).WithTags("Operations").RequireOperator().IgnoreIdempotencyKey()
            .WithSummary("Close every period that is due by the real clock; answers when all are").Answers<ClosingResponse>();

    private static async Task<IResult> CloseAsync(Closing closing, TimeProvider time, CancellationToken cancellation) =>
        Answers.Json(new ClosingResponse(await closing.CloseAllAsync(time.GetInstant(), cancellation)));
}
