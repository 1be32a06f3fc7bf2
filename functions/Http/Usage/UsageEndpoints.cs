using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage.Requests;
using Tallystick.Http.Usage.Responses;
using Tallystick.Http.Usage.Shapes;

namespace Tallystick.Http.Usage;

/// <summary>Usage reported by metric id.</summary>
internal static class UsageEndpoints
{
    public static void MapUsage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/usage").WithTags("Usage").RequireScope(Scope.Ingest).WithMetadata(new WithoutIdempotencyKey());
        group.MapPost("/", ReportAsync).WithSummary("Report usage of a customer; answered once it is durable")
            .Accepts<ReportUsageRequest>("application/json").Answers<UsageEventResponse>(StatusCodes.Status201Created);
        group.MapPost("/batch", ReportBatchAsync).WithSummary("Report up to 1,000 usage events, each accepted or refused for itself")
            .Accepts<ReportUsageBatchRequest>("application/json")
            .Answers<BatchResponse<UsageEventResponse>>(StatusCodes.Status201Created).Answers<BatchResponse<UsageEventResponse>>(StatusCodes.Status207MultiStatus);
    }

    private static async Task<IResult> ReportAsync(HttpContext context, Caller caller, EventIngest ingest, SubscriptionFinder subscriptions)
    {
        RequestBody.DemandMediaType(context.Request, "application/json");
        var body = await RequestBody.ReadAsync(context);
        var result = await ingest.OneAsync(caller.Tenant, body, json => ReportedUsage.Read(json, caller), context.RequestAborted);
        return result.TryGet(out var receipt, out var refused)
            ? Answers.Json(UsageEventResponse.Of(receipt, await subscriptions.FindAsync(receipt.Account, receipt.Usage, context.RequestAborted)), StatusCodes.Status201Created)
            : ToAnswer(refused);
    }

    private static async Task<IResult> ReportBatchAsync(HttpContext context, Caller caller, EventIngest ingest, SubscriptionFinder subscriptions)
    {
        RequestBody.DemandMediaType(context.Request, "application/json");
        var body = await RequestBody.ReadAsync(context);
        var result = await ingest.EachAsync(caller.Tenant, body, "events", json => ReportedUsage.Read(json, caller), context.RequestAborted);
        return result.TryGet(out var events, out var refused)
            ? await BatchAnswerAsync(events, subscriptions, context.RequestAborted)
            : refused.ToProblem();
    }

    /// <summary>The answer to a list of events: what was accepted, and what was refused.</summary>
    internal static async Task<IResult> BatchAnswerAsync(
        IReadOnlyList<EventResult> events, SubscriptionFinder subscriptions, CancellationToken cancellation)
    {
        var found = new Dictionary<EventId, string?>();
        foreach (var receipt in events.Select(item => item.Receipt).OfType<UsageReceipt>())
        {
            found[receipt.Id] = await subscriptions.FindAsync(receipt.Account, receipt.Usage, cancellation);
        }

        var answer = BatchResponse<UsageEventResponse>.Of(
            "batchUsageEvents", events, item => UsageEventResponse.Of(item.Receipt!, found[item.Receipt!.Id]));
        return Answers.Json(answer, answer.Failed.Count == 0 ? StatusCodes.Status201Created : StatusCodes.Status207MultiStatus);
    }

    // A body that names another merchant is not malformed but forbidden.
    private static IResult ToAnswer(Core.Values.Refusal refused) =>
        (refused.Errors.Any(error => error.Code == "MERCHANT_MISMATCH")
            ? refused with { Kind = Core.Values.RefusalKind.Forbidden, Code = "MERCHANT_MISMATCH" }
            : refused).ToProblem();
}
