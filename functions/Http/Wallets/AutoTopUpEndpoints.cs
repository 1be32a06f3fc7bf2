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

namespace Tallystick.Http.Wallets;

/// <summary>Payments that customers are asked for when their money runs low.</summary>
internal static class AutoTopUpEndpoints
{
    public static void MapAutoTopUps(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/customers/{id}/autoTopUp").WithTags("Wallets");
        group.MapGet("", GetAsync).RequireScope(Scope.Read).WithSummary("A customer's automatic top-up").Answers<AutoTopUpResponse>();
        group.MapPut("", SetAsync).RequireScope(Scope.Admin)
            .WithSummary("Set when a customer is asked for a payment because the wallet runs low; what had failed is tried again").Answers<AutoTopUpResponse>();
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, CustomerDirectory customers, AutoTopUps topUps, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(caller.Tenant, id, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", id).ToProblem();
        }

        return await topUps.FindAsync(AccountId.Of(caller.Tenant, customer.Id), cancellation) is { } found
            ? Answers.Json(AutoTopUpResponse.For(customer.Id)(found))
            : Refusal.NotFound("AUTO_TOP_UP", id).ToProblem();
    }

    private static async Task<IResult> SetAsync(
        Caller caller, string id, Body<AutoTopUpRequest> body, CustomerDirectory customers, AutoTopUps topUps, CancellationToken cancellation)
    {
        var check = new Check();
        var settings = body.Value.ToSettings(check);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        if (await customers.ResolveAsync(caller.Tenant, id, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", id).ToProblem();
        }

        return customer.RefuseErased("id") is { } erased
            ? erased.ToProblem()
            : Answers.Of(await topUps.SetAsync(caller.Tenant, customer, settings, cancellation), AutoTopUpResponse.For(customer.Id));
    }
}
