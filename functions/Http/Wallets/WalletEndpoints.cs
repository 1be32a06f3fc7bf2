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

/// <summary>Customers' money, and every movement of it.</summary>
internal static class WalletEndpoints
{
    public static void MapWallets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/customers/{id}/wallet").WithTags("Wallets").RequireScope(Scope.Read);
        group.MapGet("", GetAsync).WithSummary("A customer's money").Answers<WalletResponse>();
        group.MapGet("/journal", ListAsync).WithSummary("List the movements of a customer's money, newest first")
            .Answers<ListResponse<JournalEntryResponse>>();
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, CustomerDirectory customers, WalletService wallets, CancellationToken cancellation) =>
        (await FindAsync(caller.Tenant, id, customers, cancellation)).TryGet(out var account, out var refused)
            ? Answers.Json(WalletResponse.Of(account.Customer!.Value, await wallets.GetAsync(account, cancellation)))
            : refused.ToProblem();

    private static async Task<IResult> ListAsync(
        Caller caller, string id, ListQuery query, CustomerDirectory customers, WalletService wallets, CancellationToken cancellation) =>
        (await FindAsync(caller.Tenant, id, customers, cancellation)).TryGet(out var account, out var refused)
            ? Answers.List(await wallets.JournalAsync(account, query.Page, cancellation), JournalEntryResponse.Of)
            : refused.ToProblem();

    private static async Task<Result<AccountId>> FindAsync(Tenant tenant, string id, CustomerDirectory customers, CancellationToken cancellation) =>
        await customers.ResolveAsync(tenant, id, cancellation) is { } customer
            ? AccountId.Of(tenant, customer.Id)
            : Refusal.NotFound("CUSTOMER", id);
}
