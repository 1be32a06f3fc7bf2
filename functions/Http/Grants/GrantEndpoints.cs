using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Grants;

/// <summary>Money and units that the merchant gives customers on terms.</summary>
internal static class GrantEndpoints
{
    public static void MapGrants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/grants").WithTags("Grants");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin).IgnoreIdempotencyKey()
            .WithSummary("Grant a customer money, or units of a metric: from when to when, how often, and used before or after what else there is").Answers<GrantResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List a customer's grants, newest first").Answers<ListResponse<GrantResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A grant, and what became of its money").Answers<GrantResponse>();
        group.MapDelete("/{id}", VoidAsync).RequireScope(Scope.Admin)
            .WithSummary("Take back what is left of a grant, and have no more of it come; once it is taken back, this changes nothing").Answers<GrantResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<GrantBody> body, CustomerDirectory customers, GrantService grants, CancellationToken cancellation)
    {
        var check = new Check();
        var subject = check.Text("customerId", body.Value.CustomerId, 255);
        var request = body.Value.ToRequest(check);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        if (await customers.ResolveAsync(caller.Tenant, subject, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", subject, "customerId").ToProblem();
        }

        return customer.RefuseErased("customerId") is { } erased
            ? erased.ToProblem()
            : Answers.Of(await grants.CreateAsync(caller.Tenant, customer, request, cancellation), GrantResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, ListQuery query, string? customerId, CustomerDirectory customers, GrantService grants, CancellationToken cancellation)
    {
        var check = new Check();
        var subject = check.Text("customerId", customerId, 255);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        return await customers.ResolveAsync(caller.Tenant, subject, cancellation) is { } customer
            ? Answers.List(await grants.PageAsync(caller.Tenant, customer, query.Page, cancellation), GrantResponse.For(caller.Tenant))
            : Refusal.NotFound("CUSTOMER", subject, "customerId").ToProblem();
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, CustomerRegister customers, GrantService grants, CancellationToken cancellation) =>
        (await FindAsync(caller.Tenant, id, customers, cancellation)).TryGet(out var found, out var refused)
            ? Answers.Of(await grants.GetAsync(caller.Tenant, found.Customer, found.Grant, cancellation), GrantResponse.For(caller.Tenant))
            : refused.ToProblem();

    private static async Task<IResult> VoidAsync(Caller caller, string id, CustomerRegister customers, GrantService grants, CancellationToken cancellation) =>
        (await FindAsync(caller.Tenant, id, customers, cancellation)).TryGet(out var found, out var refused)
            ? Answers.Of(await grants.VoidAsync(caller.Tenant, found.Customer, found.Grant, cancellation), GrantResponse.For(caller.Tenant))
            : refused.ToProblem();

    /// <summary>The grant's customer, whom its id names.</summary>
    private static async Task<Result<(Customer Customer, Id<Grant> Grant)>> FindAsync(
        Tenant tenant, string text, CustomerRegister customers, CancellationToken cancellation) =>
        Id<Grant>.TryParse(text, out var id)
        && GrantIds.AccountOf(tenant, id)?.Customer is { } owner
        && (await customers.GetAsync(tenant, owner, cancellation)).TryGet(out var customer, out _)
            ? (customer, id)
            : Refusal.NotFound("GRANT", text);
}
