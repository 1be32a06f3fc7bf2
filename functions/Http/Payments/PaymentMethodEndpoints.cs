using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Payments;

/// <summary>Ways to pay that customers leave with the provider, to be charged for what their wallets do not cover. No card data ever passes this host.</summary>
internal static class PaymentMethodEndpoints
{
    public static void MapPaymentMethods(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/customers/{id}/paymentMethods").WithTags("Payments");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Ask for a page on which a customer saves a payment method; in test mode it is saved at once").Answers<PaymentMethodResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List a customer's payment methods, newest first").Answers<ListResponse<PaymentMethodResponse>>();
        group.MapDelete("/{methodId}", DeleteAsync).RequireScope(Scope.Admin)
            .WithSummary("Let go of a payment method, here and at the provider").Answers<PaymentMethodResponse>();
        routes.MapGet("/pay/{tenant}/methods/{id}", ShowAsync).AllowAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, string id, Body<PaymentMethodRequest> body, CustomerDirectory customers, Clocks clocks, PaymentMethods methods, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(caller.Tenant, id, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", id).ToProblem();
        }

        if (customer.RefuseErased("id") is { } erased)
        {
            return erased.ToProblem();
        }

        var now = await clocks.NowForAsync(caller.Tenant, customer, cancellation);
        var created = await methods.CreateAsync(caller.Tenant, customer.Id, body.Value.TestToken, now, cancellation);
        return Answers.Of(created, PaymentMethodResponse.For(await ChargedAsync(caller.Tenant, customer.Id, customers, cancellation)), 201);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, string id, ListQuery query, CustomerDirectory customers, PaymentMethods methods, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(caller.Tenant, id, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", id).ToProblem();
        }

        var all = await methods.ListAsync(caller.Tenant, customer.Id, cancellation);
        return Answers.List(query.Page.Of(all), PaymentMethodResponse.For(customer.PaymentMethodId));
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, string id, string methodId, CustomerDirectory customers, PaymentMethods methods, CancellationToken cancellation) =>
        await customers.ResolveAsync(caller.Tenant, id, cancellation) is not { } customer ? Refusal.NotFound("CUSTOMER", id).ToProblem()
        : Ids.Parse<PaymentMethod>(methodId, "PAYMENT_METHOD").TryGet(out var parsed, out var refused)
            ? Answers.Of(await methods.DeleteAsync(caller.Tenant, customer.Id, parsed, cancellation), PaymentMethodResponse.For(null))
            : refused.ToProblem();

    /// <summary>Where a provider sends the customer who has saved a method: how it stands is asked there, not waited for.</summary>
    private static async Task<IResult> ShowAsync(
        string tenant, string id, Core.Tenancy.Merchants merchants, PaymentMethods methods, CancellationToken cancellation) =>
        Tenant.TryParse(tenant, out var parsed)
        && Id<PaymentMethod>.TryParse(id, out var methodId)
        && (await merchants.GetAsync(parsed.Merchant, cancellation)).TryGet(out var merchant, out _)
        && (await methods.FollowAsync(parsed, methodId, cancellation)).TryGet(out var method, out _)
            ? new HtmlResult(PaymentPage.Render(merchant.Name, parsed.Mode, method))
            : new HtmlResult(PaymentPage.Gone(), StatusCodes.Status404NotFound);

    /// <summary>What is charged by now: the customer may have been read before.</summary>
    private static async Task<Id<PaymentMethod>?> ChargedAsync(Tenant tenant, Id<Customer> id, CustomerDirectory customers, CancellationToken cancellation) =>
        (await customers.ResolveAsync(tenant, id.ToString(), cancellation))?.PaymentMethodId;
}
