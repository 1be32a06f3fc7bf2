using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Operations;

/// <summary>The closing of billing periods, for the operator of this installation. Timers do it unasked.</summary>
internal static class ClosingEndpoints
{
    public static void MapClosing(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/closing").WithTags("Closing").RequireOperator();
        group.MapPost("", CloseAsync).IgnoreIdempotencyKey()
            .WithSummary("Close every period that is due by the real clock; answers when all are closed").Answers<ClosingResponse>();
        group.MapGet("/stopped", ListStoppedAsync)
            .WithSummary("List the periods that could not be closed").Answers<ListResponse<StoppedPeriodResponse>>();
    }

    private static async Task<IResult> CloseAsync(Closing closing, TimeProvider time, CancellationToken cancellation) =>
        Answers.Json(new ClosingResponse(await closing.CloseAllAsync(time.GetInstant(), cancellation)));

    private static async Task<IResult> ListStoppedAsync(ListQuery query, Closing closing, CancellationToken cancellation)
    {
        var all = await closing.StoppedAsync(cancellation);
        var page = new Page<DuePeriod>([.. all.Skip(query.Page.Offset).Take(query.Page.Limit)], query.Page, all.Count);
        return Answers.List(page, StoppedPeriodResponse.Of);
    }
}
