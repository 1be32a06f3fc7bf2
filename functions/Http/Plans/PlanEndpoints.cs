using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Plans;

/// <summary>What customers subscribe to.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/plans").WithTags("Plans");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a plan with its first version").Answers<PlanResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List plans, newest first").Answers<ListResponse<PlanResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A plan as its latest version has it").Answers<PlanResponse>();
        group.MapPost("/{id}/versions", ReviseAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a plan's next version; subscriptions keep the one that they have").Answers<PlanVersionResponse>(201);
        routes.MapGet("/v0/planVersions/{id}", GetVersionAsync).WithTags("Plans").RequireScope(Scope.Read)
            .WithSummary("A version of a plan, or one that was made for one subscription").Answers<PlanVersionResponse>();
        group.MapGet("/{id}/versions", ListVersionsAsync).RequireScope(Scope.Read)
            .WithSummary("List a plan's versions, newest first").Answers<ListResponse<PlanVersionResponse>>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<PlanRequest> body, Core.Catalog.Plans plans, IIdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var (check, now) = (new Check(), time.GetInstant());
        var (terms, prices) = (body.Value.ToTerms(check), body.Value.ToChoices(check, ids, now));
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await plans.CreateAsync(caller.Tenant, terms, prices, now, cancellation), PlanResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, Core.Catalog.Plans plans, CancellationToken cancellation) =>
        Answers.List(await plans.PageAsync(caller.Tenant, query.Page, cancellation), PlanResponse.For(caller.Tenant));

    private static async Task<IResult> GetAsync(Caller caller, string id, Core.Catalog.Plans plans, CancellationToken cancellation) =>
        Answers.Of(await FindAsync(caller, id, plans, cancellation), PlanResponse.For(caller.Tenant));

    private static async Task<IResult> ReviseAsync(
        Caller caller, string id, Body<PlanVersionRequest> body, Core.Catalog.Plans plans, IIdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var (check, now) = (new Check(), time.GetInstant());
        var change = body.Value.ToChange(check, ids, now);
        return check.Refusal is { } refused || !Ids.Parse<Plan>(id, "PLAN").TryGet(out var plan, out refused)
            ? refused.ToProblem()
            : Answers.Of(await plans.ReviseAsync(caller.Tenant, plan, change, now, cancellation), PlanVersionResponse.Of, 201);
    }

    private static async Task<IResult> GetVersionAsync(Caller caller, string id, Core.Catalog.Plans plans, CancellationToken cancellation) =>
        Ids.Parse<PlanVersion>(id, "PLAN_VERSION").TryGet(out var parsed, out var refused)
            ? Answers.Of(await plans.GetVersionAsync(caller.Tenant, parsed, cancellation), PlanVersionResponse.Of)
            : refused.ToProblem();

    private static async Task<IResult> ListVersionsAsync(
        Caller caller, string id, ListQuery query, Core.Catalog.Plans plans, CancellationToken cancellation) =>
        (await FindAsync(caller, id, plans, cancellation)).TryGet(out var plan, out var refused)
            ? Answers.List(await plans.PageVersionsAsync(caller.Tenant, plan.Id, query.Page, cancellation), PlanVersionResponse.Of)
            : refused.ToProblem();

    private static async ValueTask<Result<Plan>> FindAsync(Caller caller, string id, Core.Catalog.Plans plans, CancellationToken cancellation) =>
        Ids.Parse<Plan>(id, "PLAN").TryGet(out var parsed, out var refused) ? await plans.GetAsync(caller.Tenant, parsed, cancellation) : refused;
}
