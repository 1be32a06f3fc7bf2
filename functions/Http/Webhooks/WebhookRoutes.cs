using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Webhooks;

/// <summary>Where merchants are told of what happened, and what became of it.</summary>
internal static class WebhookRoutes
{
    private const string What = "WEBHOOK_ENDPOINT";

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/webhookEndpoints").WithTags("Webhooks");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin).IgnoreIdempotencyKey()
            .WithSummary("Make a webhook endpoint; its secret is shown once").Answers<WebhookEndpointResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List webhook endpoints, newest first").Answers<ListResponse<WebhookEndpointResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A webhook endpoint").Answers<WebhookEndpointResponse>();
        group.MapPatch("/{id}", ChangeAsync).RequireScope(Scope.Admin)
            .WithSummary("Change, disable or enable a webhook endpoint").Answers<WebhookEndpointResponse>();
        group.MapDelete("/{id}", DeleteAsync).RequireScope(Scope.Admin)
            .WithSummary("Delete a webhook endpoint: it is called no more").Answers<WebhookEndpointResponse>();
        group.MapPost("/{id}/rotateSecret", RotateAsync).RequireScope(Scope.Admin).IgnoreIdempotencyKey()
            .WithSummary("Give a webhook endpoint a new secret, shown once; the one so far signs too for 24 hours").Answers<WebhookEndpointResponse>();
        group.MapGet("/{id}/deliveries", ListDeliveriesAsync).RequireScope(Scope.Read)
            .WithSummary("List the deliveries to a webhook endpoint, newest first").Answers<ListResponse<WebhookDeliveryResponse>>();
        routes.MapPost("/v0/webhookDeliveries/{id}/replay", ReplayAsync).WithTags("Webhooks").RequireScope(Scope.Admin)
            .WithSummary("Send a delivery again, whatever became of it").Answers<WebhookDeliveryResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<WebhookEndpointRequest> body, WebhookTargets targets, WebhookEndpoints endpoints, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var (url, types, description) = (body.Value.UrlFor(check, targets), body.Value.EventTypesFor(check), body.Value.DescriptionFor(check));
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(
                await endpoints.CreateAsync(caller.Tenant, url, types, description, time.GetInstant(), cancellation), WebhookEndpointResponse.WithSecret, 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, WebhookEndpoints endpoints, CancellationToken cancellation) =>
        Answers.List(await endpoints.PageAsync(caller.Tenant, query.Page, cancellation), WebhookEndpointResponse.Of);

    private static async Task<IResult> GetAsync(Caller caller, string id, WebhookEndpoints endpoints, CancellationToken cancellation) =>
        Ids.Parse<WebhookEndpoint>(id, What).TryGet(out var parsed, out var refused)
            ? Answers.Of(await endpoints.GetAsync(caller.Tenant, parsed, cancellation), WebhookEndpointResponse.Of)
            : refused.ToProblem();

    private static async Task<IResult> ChangeAsync(
        Caller caller,
        string id,
        Body<WebhookEndpointChange> body,
        WebhookTargets targets,
        WebhookEndpoints endpoints,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var check = new Check();
        var change = body.Value.For(check, targets);
        return check.Refusal is { } refused || !Ids.Parse<WebhookEndpoint>(id, What).TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : Answers.Of(
                await endpoints.ChangeAsync(caller.Tenant, parsed, endpoint => change(endpoint, time.GetInstant()), cancellation), WebhookEndpointResponse.Of);
    }

    private static async Task<IResult> DeleteAsync(Caller caller, string id, WebhookEndpoints endpoints, CancellationToken cancellation) =>
        Ids.Parse<WebhookEndpoint>(id, What).TryGet(out var parsed, out var refused)
            ? Answers.Of(await endpoints.DeleteAsync(caller.Tenant, parsed, cancellation), WebhookEndpointResponse.Of)
            : refused.ToProblem();

    private static async Task<IResult> RotateAsync(
        Caller caller, string id, WebhookEndpoints endpoints, TimeProvider time, CancellationToken cancellation) =>
        Ids.Parse<WebhookEndpoint>(id, What).TryGet(out var parsed, out var refused)
            ? Answers.Of(await endpoints.RotateSecretAsync(caller.Tenant, parsed, time.GetInstant(), cancellation), WebhookEndpointResponse.WithSecret)
            : refused.ToProblem();

    private static async Task<IResult> ListDeliveriesAsync(
        Caller caller, string id, ListQuery query, WebhookDeliveries deliveries, CancellationToken cancellation) =>
        Ids.Parse<WebhookEndpoint>(id, What).TryGet(out var parsed, out var refused)
        && (await deliveries.PageAsync(caller.Tenant, parsed, query.Page, cancellation)).TryGet(out var page, out refused)
            ? Answers.List(page, WebhookDeliveryResponse.Of)
            : refused.ToProblem();

    private static async Task<IResult> ReplayAsync(
        Caller caller, string id, WebhookDeliveries deliveries, TimeProvider time, CancellationToken cancellation) =>
        Ids.Parse<WebhookDelivery>(id, "WEBHOOK_DELIVERY").TryGet(out var parsed, out var refused)
            ? Answers.Of(await deliveries.ReplayAsync(caller.Tenant, parsed, time.GetInstant(), cancellation), WebhookDeliveryResponse.Of)
            : refused.ToProblem();
}
