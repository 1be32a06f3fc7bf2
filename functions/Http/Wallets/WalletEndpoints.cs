using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Wallets;

/// <summary>Customers' money, and every movement of it.</summary>
internal static class WalletEndpoints
{
    public static void MapWallets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/customers/{id}/wallet").WithTags("Wallets").RequireScope(Scope.Read);
        group.MapGet("", GetAsync).WithSummary("A customer's money and units").Answers<WalletResponse>();
        group.MapGet("/journal", ListAsync).WithSummary("List the movements of a customer's money, newest first")
            .Answers<ListResponse<JournalEntryResponse>>();
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, CustomerDirectory customers, Clocks clocks, WalletService wallets, UnitGrants units, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(caller.Tenant, id, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", id).ToProblem();
        }

        var wallet = await wallets.GetAsync(AccountId.Of(caller.Tenant, customer.Id), cancellation);
        var now = await clocks.NowForAsync(caller.Tenant, customer, cancellation);
        return Answers.Json(WalletResponse.Of(
            customer.Id, wallet is null ? null : WalletTime.At(wallet, now), await units.LeftAsync(caller.Tenant, customer, now, cancellation)));
    }

    private static async Task<IResult> ListAsync(
        Caller caller, string id, ListQuery query, CustomerDirectory customers, WalletService wallets, CancellationToken cancellation) =>
        await customers.ResolveAsync(caller.Tenant, id, cancellation) is { } customer
            ? Answers.List(await wallets.JournalAsync(AccountId.Of(caller.Tenant, customer.Id), query.Page, cancellation), JournalEntryResponse.Of)
            : Refusal.NotFound("CUSTOMER", id).ToProblem();
}
