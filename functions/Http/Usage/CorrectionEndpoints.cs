using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage.Requests;
using Tallystick.Http.Usage.Responses;
using Tallystick.Http.Usage.Shapes;

namespace Tallystick.Http.Usage;

/// <summary>Corrections of usage that was counted, and usage that is brought in afterwards.</summary>
internal static class CorrectionEndpoints
{
    public static void MapCorrections(this IEndpointRouteBuilder routes)
    {
        // A correction has its own key in its body or by the event's id, as events have; the middleware's header would be a second one.
        var group = routes.MapGroup("/v0/usage").WithTags("Usage").RequireScope(Scope.Admin).WithMetadata(new WithoutIdempotencyKey());
        group.MapPost("/{id}/void", VoidAsync).WithSummary("Take a counted event out of the count, once; answered once it is durable")
            .Answers<CorrectionResponse>(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/amend", AmendAsync).WithSummary("Put other quantities or data in the place of a counted event's; answered once it is durable")
            .Accepts<AmendUsageRequest>("application/json").Answers<CorrectionResponse>(StatusCodes.Status202Accepted);
        group.MapPatch("/{id}", RefundAsync).WithSummary("Refund an event: the same as to void it").Answers<CorrectionResponse>(StatusCodes.Status202Accepted);
        group.MapPost("/backfill", BackfillAsync).WithSummary("Bring in up to 1,000 events of any age, each with a reason")
            .Accepts<BackfillRequest>("application/json")
            .Answers<BatchResponse<UsageEventResponse>>(StatusCodes.Status201Created).Answers<BatchResponse<UsageEventResponse>>(StatusCodes.Status207MultiStatus);
    }

    private static async Task<IResult> VoidAsync(
        Caller caller, string id, Body<VoidUsageRequest> body, UsageCorrections corrections, CancellationToken cancellation)
    {
        var check = new Check();
        var key = check.OptionalText("idempotencyKey", body.Value.IdempotencyKey, UsageLimits.MaxKeyLength);
        var reason = check.OptionalText("reason", body.Value.Reason, CorrectingUsage.MaxReasonLength);
        check.That(key is not "", "idempotencyKey", "A key has at least one character.", "REQUIRED");
        return check.Refusal is { } refused ? refused.ToProblem() : await VoidEventAsync(caller, id, key, reason, corrections, cancellation);
    }

    private static async Task<IResult> RefundAsync(
        Caller caller, string id, Body<RefundUsageRequest> body, UsageCorrections corrections, CancellationToken cancellation)
    {
        var check = new Check();
        check.That(body.Value.Refunded == true, "refunded", "Only true is taken: what is refunded stays so.");
        var reason = check.OptionalText("reason", body.Value.Reason, CorrectingUsage.MaxReasonLength);
        return check.Refusal is { } refused ? refused.ToProblem() : await VoidEventAsync(caller, id, key: null, reason, corrections, cancellation);
    }

    private static async Task<IResult> AmendAsync(HttpContext context, Caller caller, string id, UsageCorrections corrections)
    {
        RequestBody.DemandMediaType(context.Request, "application/json");
        if (!EventId.TryParse(id, out var parsed))
        {
            return Refusal.NotFound("USAGE_EVENT", id).ToProblem();
        }

        using var body = new EventBody(await RequestBody.ReadAsync(context), CorrectingUsage.ReadAmendment);
        return body.ReadOne().TryGet(out var amendment, out var refused)
            ? Answers.Of(
                await corrections.AmendAsync(caller.Tenant, parsed, amendment.Usage, context.RequestAborted), CorrectionResponse.Of, StatusCodes.Status202Accepted)
            : refused.ToProblem();
    }

    private static async Task<IResult> BackfillAsync(HttpContext context, Caller caller, EventIngest ingest, SubscriptionFinder subscriptions)
    {
        RequestBody.DemandMediaType(context.Request, "application/json");
        var body = await RequestBody.ReadAsync(context);
        var result = await ingest.EachAsync(caller.Tenant, body, "events", CorrectingUsage.ReadBackfill, context.RequestAborted);
        return result.TryGet(out var events, out var refused)
            ? await UsageEndpoints.BatchAnswerAsync(events, subscriptions, context.RequestAborted)
            : refused.ToProblem();
    }

    private static async Task<IResult> VoidEventAsync(
        Caller caller, string id, string? key, string? reason, UsageCorrections corrections, CancellationToken cancellation) =>
        EventId.TryParse(id, out var parsed)
            ? Answers.Of(
                await corrections.VoidAsync(caller.Tenant, parsed, key, reason, cancellation), CorrectionResponse.Of, StatusCodes.Status202Accepted)
            : Refusal.NotFound("USAGE_EVENT", id).ToProblem();
}
