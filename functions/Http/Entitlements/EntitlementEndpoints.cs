using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Entitlements;

/// <summary>Money of customers, set aside before the usage that it pays for.</summary>
internal static class EntitlementEndpoints
{
    public static void MapEntitlements(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/entitlements").WithTags("Entitlements");
        group.MapPost("", CreateAsync).RequireScope(Scope.Ingest)
            .WithSummary("Set money of a customer aside for usage to come; 402 where the wallet has too little").Answers<EntitlementResponse>(201);
        group.MapGet("/activeEntitlements", ListActiveAsync).RequireScope(Scope.Read)
            .WithSummary("List what is set aside for a customer now, the first to expire first").Answers<ListResponse<EntitlementResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("Money set aside, by its com_ id or the same as ent_").Answers<EntitlementResponse>();
        group.MapDelete("/{id}", ReleaseAsync).RequireScope(Scope.Ingest)
            .WithSummary("Give back what is left; once it is given back, or has expired, this changes nothing").Answers<EntitlementResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<EntitlementRequest> body, RegionHeader region, Reservations reservations, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = body.Value.ToReservation(check, region.Name);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await reservations.PlaceAsync(caller.Tenant, wanted, cancellation), EntitlementResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListActiveAsync(
        Caller caller,
        ListQuery query,
        string? customerId,
        string? productId,
        string? subscriptionId,
        CustomerDirectory customers,
        ActiveHolds active,
        CancellationToken cancellation)
    {
        var check = new Check();
        var subject = check.Text("customerId", customerId, 255);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        return await customers.ResolveAsync(caller.Tenant, subject, cancellation) is { } customer
            ? Answers.List(
                await active.PageAsync(caller.Tenant, customer, productId, subscriptionId, query.Page, cancellation), EntitlementResponse.For(caller.Tenant))
            : Refusal.NotFound("CUSTOMER", subject, "customerId").ToProblem();
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, HoldService holds, CancellationToken cancellation) =>
        Find(caller.Tenant, id).TryGet(out var found, out var refused)
            ? Answers.Of(await holds.GetHoldAsync(found.Account, found.Hold, cancellation), EntitlementResponse.For(caller.Tenant))
            : refused.ToProblem();

    private static async Task<IResult> ReleaseAsync(
        Caller caller, string id, HoldService holds, CustomerRegister customers, Clocks clocks, CancellationToken cancellation)
    {
        if (!Find(caller.Tenant, id).TryGet(out var found, out var refused)
            || !(await customers.GetAsync(caller.Tenant, found.Account.Customer!.Value, cancellation)).TryGet(out var customer, out _))
        {
            return (refused ?? NotFound(id)).ToProblem();
        }

        var now = await clocks.NowForAsync(caller.Tenant, customer, cancellation);
        return Answers.Of(await holds.ReleaseHoldAsync(found.Account, found.Hold, now, cancellation), EntitlementResponse.For(caller.Tenant));
    }

    private static Result<(AccountId Account, Id<Hold> Hold)> Find(Tenant tenant, string text) =>
        HoldIds.TryParse(text, out var id) && HoldIds.AccountOf(tenant, id) is { } account ? (account, id) : NotFound(text);

    private static Refusal NotFound(string id) => Refusal.NotFound("HOLD", id);
}
