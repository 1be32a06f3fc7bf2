using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Disputes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Disputes;

/// <summary>What customers do not agree with.</summary>
internal static class DisputeEndpoints
{
    public static void MapDisputes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/disputes").WithTags("Disputes");
        group.MapPost("", OpenAsync).RequireScope(Scope.Admin)
            .WithSummary("Dispute a usage event, once").Answers<DisputeResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List disputes, newest first").Answers<ListResponse<DisputeResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A dispute").Answers<DisputeResponse>();
        group.MapPost("/{id}/accept", AcceptAsync).RequireScope(Scope.Admin)
            .WithSummary("Take the event out of the count, and give back what it cost").Answers<DisputeResponse>();
        group.MapPost("/{id}/decline", DeclineAsync).RequireScope(Scope.Admin)
            .WithSummary("Let the event stand").Answers<DisputeResponse>();
    }

    private static async Task<IResult> OpenAsync(Caller caller, Body<DisputeRequest> body, DisputeRegister disputes, CancellationToken cancellation)
    {
        var check = new Check();
        var text = check.Text("usageEventId", body.Value.UsageEventId, UsageLimits.MaxKeyLength);
        var message = check.Lines("message", body.Value.Message, Dispute.MaxMessage);
        check.That(
            body.Value.Message is null || message.Length is >= Dispute.MinMessage or 0,
            "message", $"At least {Dispute.MinMessage} characters are expected.", "TOO_SHORT");
        return check.Refusal is { } refused ? refused.ToProblem()
            : EventId.TryParse(text, out var id) ? Answers.Of(await disputes.OpenAsync(caller.Tenant, id, message, cancellation), DisputeResponse.Of, 201)
            : Refusal.NotFound("USAGE_EVENT", text, "usageEventId").ToProblem();
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, DisputeRegister disputes, CancellationToken cancellation) =>
        Answers.List(await disputes.PageAsync(caller.Tenant, query.Page, cancellation), DisputeResponse.Of);

    private static async Task<IResult> GetAsync(Caller caller, string id, DisputeRegister disputes, CancellationToken cancellation) =>
        Ids.Parse<Dispute>(id, "DISPUTE").TryGet(out var parsed, out var refused)
            ? Answers.Of(await disputes.GetAsync(caller.Tenant, parsed, cancellation), DisputeResponse.Of)
            : refused.ToProblem();

    private static Task<IResult> AcceptAsync(
        Caller caller, string id, Body<DisputeResolutionRequest> body, DisputeRegister disputes, CancellationToken cancellation) =>
        ResolveAsync(caller.Tenant, id, body.Value.Reason, disputes.AcceptAsync, cancellation);

    private static Task<IResult> DeclineAsync(
        Caller caller, string id, Body<DisputeResolutionRequest> body, DisputeRegister disputes, CancellationToken cancellation) =>
        ResolveAsync(caller.Tenant, id, body.Value.Reason, disputes.DeclineAsync, cancellation);

    private static async Task<IResult> ResolveAsync(
        Tenant tenant,
        string id,
        string? reason,
        Func<Tenant, Id<Dispute>, string?, CancellationToken, Task<Result<Dispute>>> resolve,
        CancellationToken cancellation)
    {
        var check = new Check();
        var resolution = check.OptionalLines("reason", reason, Dispute.MaxMessage);
        return check.Refusal is { } refused || !Ids.Parse<Dispute>(id, "DISPUTE").TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : Answers.Of(await resolve(tenant, parsed, resolution, cancellation), DisputeResponse.Of);
    }
}
