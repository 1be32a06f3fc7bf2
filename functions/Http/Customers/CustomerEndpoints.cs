using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Customers;

/// <summary>Who uses the merchant's API.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/customers").WithTags("Customers");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a customer").Answers<CustomerResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List customers, newest first, or the one with an external id").Answers<ListResponse<CustomerResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A customer").Answers<CustomerResponse>();
        group.MapPut("/{id}/tax", TaxAsync).RequireScope(Scope.Admin)
            .WithSummary("Set how a customer is taxed, on invoices that are drafted from now on").Answers<CustomerResponse>();
        group.MapPost("/{id}/erase", EraseAsync).RequireScope(Scope.Admin)
            .WithSummary("Erase who a customer is, for good: name, email, external id, and where else they stand. Subscriptions end now and are billed; invoices stay as they were issued")
            .Answers<CustomerResponse>();
    }

    private static async Task<IResult> EraseAsync(
        Caller caller, string id, CustomerErasure erasure, TimeProvider time, CancellationToken cancellation) =>
        Ids.Parse<Customer>(id, "CUSTOMER").TryGet(out var parsed, out var refused)
            ? Answers.Of(await erasure.EraseAsync(caller.Tenant, parsed, time.GetInstant(), cancellation), CustomerResponse.For(caller.Tenant))
            : refused.ToProblem();

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<CustomerRequest> body, CustomerRegister customers, CustomerTaxation taxation, IIdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var customer = body.Value.ToCustomer(check, ids, time.GetInstant());
        return (check.Refusal ?? await taxation.CheckAsync(caller.Tenant, customer, cancellation)) is { } refused
            ? refused.ToProblem()
            : Answers.Of(await customers.AddAsync(caller.Tenant, customer, cancellation), CustomerResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> TaxAsync(
        Caller caller, string id, Body<CustomerTaxRequest> body, CustomerRegister customers, CustomerTaxation taxation, CancellationToken cancellation)
    {
        if (!Ids.Parse<Customer>(id, "CUSTOMER").TryGet(out var parsed, out var refused)
            || !(await customers.GetAsync(caller.Tenant, parsed, cancellation)).TryGet(out var customer, out refused))
        {
            return refused.ToProblem();
        }

        var check = new Check();
        var taxed = body.Value.On(customer, check);
        return check.Refusal is { } problem
            ? problem.ToProblem()
            : Answers.Of(await taxation.ChangeAsync(caller.Tenant, taxed, cancellation), CustomerResponse.For(caller.Tenant));
    }

    private static async Task<IResult> ListAsync(
        Caller caller, ListQuery query, string? externalId, CustomerRegister customers, CustomerDirectory directory, CancellationToken cancellation)
    {
        if (externalId is null)
        {
            return Answers.List(await customers.PageAsync(caller.Tenant, query.Page, cancellation), CustomerResponse.For(caller.Tenant));
        }

        Customer[] found = await directory.FindExternalAsync(caller.Tenant, externalId, cancellation) is { } one ? [one] : [];
        var page = new Page<Customer>([.. found.Skip(query.Page.Offset)], query.Page, found.Length);
        return Answers.List(page, CustomerResponse.For(caller.Tenant));
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, CustomerRegister customers, CancellationToken cancellation) =>
        Ids.Parse<Customer>(id, "CUSTOMER").TryGet(out var parsed, out var refused)
            ? Answers.Of(await customers.GetAsync(caller.Tenant, parsed, cancellation), CustomerResponse.For(caller.Tenant))
            : refused.ToProblem();
}
