using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Tallystick.Core.Tenancy;
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

/// <summary>Typed events: our own shape, and CloudEvents in its three modes, told apart by the media type.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v0/events", SendAsync).WithTags("Usage").RequireScope(Scope.Ingest).WithMetadata(new WithoutIdempotencyKey())
            .WithSummary("Send an event, or CloudEvents; answered once it is durable")
            .Accepts<EventRequest>("application/json", CloudEvent.One, CloudEvent.Batch).Answers<EventResponse>(StatusCodes.Status202Accepted);

    private static async Task<IResult> SendAsync(HttpContext context, Caller caller, EventIngest ingest, IIdSource ids)
    {
        var body = await RequestBody.ReadAsync(context);
        if (BinaryCloudEvent.IsOne(context.Request))
        {
            return BinaryCloudEvent.ToStructured(context.Request, body).TryGet(out var structured, out var refused)
                ? await OneAsync(context, caller, ingest, structured, CloudEvent.Read)
                : refused.ToProblem();
        }

        RequestBody.DemandMediaType(context.Request, "application/json", CloudEvent.One, CloudEvent.Batch);
        return MediaTypeHeaderValue.Parse(context.Request.ContentType).MediaType.Value!.ToLowerInvariant() switch
        {
            CloudEvent.One => await OneAsync(context, caller, ingest, body, CloudEvent.Read),
            CloudEvent.Batch => await BatchAsync(context, caller, ingest, body),
            _ => await OneAsync(context, caller, ingest, body, json => TypedEvent.Read(json, ids)),
        };
    }

    private static async Task<IResult> OneAsync(
        HttpContext context, Caller caller, EventIngest ingest, ReadOnlyMemory<byte> body, Func<EventJson, Core.Usage.UsageSubmission> read) =>
        (await ingest.OneAsync(caller.Tenant, body, read, context.RequestAborted)).TryGet(out var receipt, out var refused)
            ? new EventReceiptResult(receipt)
            : refused.ToProblem();

    private static async Task<IResult> BatchAsync(HttpContext context, Caller caller, EventIngest ingest, ReadOnlyMemory<byte> body)
    {
        var result = await ingest.EachAsync(caller.Tenant, body, list: null, CloudEvent.Read, context.RequestAborted);
        return result.TryGet(out var events, out var refused) ? new EventBatchResult(events) : refused.ToProblem();
    }
}
