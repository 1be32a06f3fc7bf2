using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Subscriptions;

/// <summary>How subscriptions go on.</summary>
internal static class SubscriptionChangeEndpoints
{
    public static void MapSubscriptionChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/subscriptions").WithTags("Subscriptions");
        group.MapPost("/{id}/changePlan", ChangeAsync).RequireScope(Scope.Admin)
            .WithSummary("Go on under another plan, now or later").Answers<SubscriptionResponse>();
        group.MapDelete("/{id}/scheduledChange", CallOffAsync).RequireScope(Scope.Admin)
            .WithSummary("Call off the change that is to come").Answers<SubscriptionResponse>();
        group.MapPost("/{id}/pause", PauseAsync).RequireScope(Scope.Admin)
            .WithSummary("Pause: charge nothing, and reject usage").Answers<SubscriptionResponse>();
        group.MapPost("/{id}/resume", ResumeAsync).RequireScope(Scope.Admin)
            .WithSummary("Go on after a pause").Answers<SubscriptionResponse>();
    }

    private static async Task<IResult> ChangeAsync(
        Caller caller, string id, Body<PlanChangeRequest> body, SubscriptionChanger changer, SubscriptionViews views, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = body.Value.ToSwitch(check);
        return check.Refusal is { } refused || !Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : await views.AnswerAsync(caller.Tenant, await changer.ChangeAsync(caller.Tenant, parsed, wanted, cancellation), 200, cancellation);
    }

    private static async Task<IResult> PauseAsync(
        Caller caller, string id, Body<PauseRequest> body, SubscriptionChanger changer, SubscriptionViews views, CancellationToken cancellation)
    {
        var check = new Check();
        Times.CheckTime(check, "resumesAt", body.Value.ResumesAt);
        var proration = Times.ProrationOf(check, body.Value.Proration, Proration.Prorate);
        return check.Refusal is { } refused || !Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : await views.AnswerAsync(caller.Tenant, await changer.PauseAsync(caller.Tenant, parsed, body.Value.ResumesAt, proration, cancellation), 200, cancellation);
    }

    private static async Task<IResult> ResumeAsync(
        Caller caller, string id, SubscriptionChanger changer, SubscriptionViews views, CancellationToken cancellation) =>
        Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out var refused)
            ? await views.AnswerAsync(caller.Tenant, await changer.ResumeAsync(caller.Tenant, parsed, cancellation), 200, cancellation)
            : refused.ToProblem();

    private static async Task<IResult> CallOffAsync(
        Caller caller, string id, SubscriptionChanger changer, SubscriptionViews views, CancellationToken cancellation) =>
        Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out var refused)
            ? await views.AnswerAsync(caller.Tenant, await changer.CallOffAsync(caller.Tenant, parsed, cancellation), 200, cancellation)
            : refused.ToProblem();
}
