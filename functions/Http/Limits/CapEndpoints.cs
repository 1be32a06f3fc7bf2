using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Limits;

/// <summary>The most that customers may spend or use.</summary>
internal static class CapEndpoints
{
    public static void MapCaps(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/caps").WithTags("Caps");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Set a cap: entitlements that would go beyond are refused with 402").Answers<CapResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List the caps that concern a customer, with what is left of each; or, without a customer, those of a plan, or of all plans and customers")
            .Answers<ListResponse<CapResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read).WithSummary("A cap").Answers<CapResponse>();
        group.MapPatch("/{id}", ChangeAsync).RequireScope(Scope.Admin)
            .WithSummary("Change the amount of a cap, or its thresholds").Answers<CapResponse>();
        group.MapDelete("/{id}", DeleteAsync).RequireScope(Scope.Admin)
            .WithSummary("Lift a cap").Answers<CapResponse>();
    }

    private static async Task<IResult> CreateAsync(Caller caller, Body<CapRequest> body, Caps caps, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = body.Value.ToCap(check);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await caps.AddAsync(caller.Tenant, wanted, cancellation), CapResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, ListQuery query, string? customerId, string? planId, CustomerDirectory customers, Caps caps, CancellationToken cancellation)
    {
        if (customerId is null)
        {
            return Answers.List(await caps.PageAsync(caller.Tenant, planId, query.Page, cancellation), CapResponse.For(caller.Tenant));
        }

        return await customers.ResolveAsync(caller.Tenant, customerId, cancellation) is { } customer
            ? Answers.List(await caps.PageAsync(caller.Tenant, customer, query.Page, cancellation), CapResponse.ForStanding(caller.Tenant))
            : Refusal.NotFound("CUSTOMER", customerId, "customerId").ToProblem();
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, Caps caps, CancellationToken cancellation) =>
        Ids.Parse<Cap>(id, "CAP").TryGet(out var parsed, out var refused)
            ? Answers.Of(await caps.GetAsync(caller.Tenant, parsed, cancellation), CapResponse.For(caller.Tenant))
            : refused.ToProblem();

    private static async Task<IResult> ChangeAsync(Caller caller, string id, Body<CapChangeRequest> body, Caps caps, CancellationToken cancellation)
    {
        var check = new Check();
        var change = body.Value.ToChange(check);
        return check.Refusal is { } refused || !Ids.Parse<Cap>(id, "CAP").TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : Answers.Of(await caps.ChangeAsync(caller.Tenant, parsed, change, cancellation), CapResponse.For(caller.Tenant));
    }

    private static async Task<IResult> DeleteAsync(Caller caller, string id, Caps caps, CancellationToken cancellation) =>
        Ids.Parse<Cap>(id, "CAP").TryGet(out var parsed, out var refused)
            ? Answers.Of(await caps.DeleteAsync(caller.Tenant, parsed, cancellation), CapResponse.For(caller.Tenant))
            : refused.ToProblem();
}
