using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.Security;
using Tallystick.Http.Usage.Requests;
using Tallystick.Http.Usage.Shapes;

namespace Tallystick.Http.Usage;

/// <summary>The ingest routes of comparable systems, so that their clients need only another base URL.</summary>
/// <remarks>Their answers have no room for single events, so lists are accepted whole or not at all.</remarks>
internal static class PeerEndpoints
{
    public static void MapPeers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Usage").RequireScope(Scope.Ingest).WithMetadata(new WithoutIdempotencyKey());
        group.MapPost("/events/ingest", DodoAsync).WithSummary("Events of Dodo Payments' clients").Accepts<DodoIngestRequest>("application/json");
        group.MapPost("/v1/events", FlexpriceAsync).WithSummary("An event of Flexprice's clients").Accepts<FlexpriceEventRequest>("application/json");
        group.MapPost("/v1/events/bulk", FlexpriceBulkAsync).WithSummary("Events of Flexprice's clients").Accepts<FlexpriceEventRequest>("application/json");
        group.MapPost("/api/v1/events", OpenMeterAsync).WithSummary("CloudEvents of OpenMeter's clients")
            .Accepts<object>("application/json", CloudEvent.One, CloudEvent.Batch);
    }

    private static async Task<IResult> DodoAsync(HttpContext context, Caller caller, EventIngest ingest) =>
        ToAnswer(
            await ingest.AllAsync(caller.Tenant, await JsonAsync(context), "events", DodoEvent.Read, context.RequestAborted),
            events => Results.Json(new { ingested_count = events.Count }));

    private static async Task<IResult> FlexpriceAsync(HttpContext context, Caller caller, EventIngest ingest, IIdSource ids)
    {
        var result = await ingest.OneAsync(caller.Tenant, await JsonAsync(context), json => FlexpriceEvent.Read(json, ids), context.RequestAborted);
        return result.TryGet(out var receipt, out var refused)
            ? Results.Json(new { message = "Event accepted for processing", event_id = receipt.Usage.Key }, statusCode: StatusCodes.Status202Accepted)
            : refused.ToProblem();
    }

    private static async Task<IResult> FlexpriceBulkAsync(HttpContext context, Caller caller, EventIngest ingest, IIdSource ids) =>
        ToAnswer(
            await ingest.AllAsync(caller.Tenant, await JsonAsync(context), "events", json => FlexpriceEvent.Read(json, ids), context.RequestAborted),
            _ => Results.Json(new { message = "Events accepted for processing" }, statusCode: StatusCodes.Status202Accepted));

    private static async Task<IResult> OpenMeterAsync(HttpContext context, Caller caller, EventIngest ingest)
    {
        RequestBody.DemandMediaType(context.Request, "application/json", CloudEvent.One, CloudEvent.Batch);
        var body = await RequestBody.ReadAsync(context);
        var isList = body.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
        if (isList)
        {
            return ToAnswer(await ingest.AllAsync(caller.Tenant, body, list: null, CloudEvent.Read, context.RequestAborted), _ => Results.NoContent());
        }

        var result = await ingest.OneAsync(caller.Tenant, body, CloudEvent.Read, context.RequestAborted);
        return result.TryGet(out _, out var refused) ? Results.NoContent() : refused.ToProblem();
    }

    private static ValueTask<ReadOnlyMemory<byte>> JsonAsync(HttpContext context)
    {
        RequestBody.DemandMediaType(context.Request, "application/json");
        return RequestBody.ReadAsync(context);
    }

    private static IResult ToAnswer(Result<IReadOnlyList<EventResult>> result, Func<IReadOnlyList<EventResult>, IResult> answer) =>
        result.TryGet(out var events, out var refused) ? answer(events) : refused.ToProblem();
}
