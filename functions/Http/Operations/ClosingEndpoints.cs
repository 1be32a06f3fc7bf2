using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
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
            .WithSummary("Close the periods that are due by the real clock, all or up to a limit; answers when they are closed").Answers<ClosingResponse>();
        group.MapGet("/stopped", ListStoppedAsync)
            .WithSummary("List the periods that could not be closed").Answers<ListResponse<StoppedPeriodResponse>>();
        group.MapPost("/stopped/resume", ResumeAsync).IgnoreIdempotencyKey()
            .WithSummary("Make the periods that could not be closed due again, once the cause is mended").Answers<ClosingResumedResponse>();
    }

    private static async Task<IResult> CloseAsync(int? limit, Closing closing, TimeProvider time, CancellationToken cancellation) =>
        limit is <= 0
            ? Refusal.Invalid("limit", "A whole number above 0 is expected.", "OUT_OF_RANGE").ToProblem()
            : Answers.Json(ClosingResponse.Of(await closing.CloseAllAsync(time.GetInstant(), limit ?? int.MaxValue, cancellation)));

    private static async Task<IResult> ResumeAsync(Closing closing, CancellationToken cancellation) =>
        Answers.Json(new ClosingResumedResponse(await closing.ResumeAsync(cancellation)));

    private static async Task<IResult> ListStoppedAsync(ListQuery query, StoppedPeriods stopped, CancellationToken cancellation)
    {
        var all = await stopped.AllAsync(cancellation);
        var page = new Page<DuePeriod>([.. all.Skip(query.Page.Offset).Take(query.Page.Limit)], query.Page, all.Count);
        return Answers.List(page, StoppedPeriodResponse.Of);
    }
}
