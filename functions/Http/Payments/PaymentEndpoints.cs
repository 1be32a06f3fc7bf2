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
using Tallystick.Http.Hosting;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Payments;

/// <summary>
/// Money into wallets. In test mode a payment succeeds at once and no money moves. In live mode it is pending until the provider tells that the
/// money has come; where there is none, until the operator confirms it.
/// </summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/payments").WithTags("Payments");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin).IgnoreIdempotencyKey()
            .WithSummary("Ask a customer for money; in test mode it is in the wallet at once, in live mode when it is confirmed").Answers<PaymentResponse>(201);
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A payment").Answers<PaymentResponse>();
        group.MapPost("/{id}/confirmation", ConfirmAsync).RequireOperator().IgnoreIdempotencyKey()
            .WithSummary("Say that the money of a payment has come; however often, it is in the wallet once").Answers<PaymentResponse>();
        routes.MapGet("/pay/{tenant}/{id}", ShowAsync).AllowAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller,
        Body<PaymentRequest> body,
        HttpRequest request,
        CustomerDirectory customers,
        Clocks clocks,
        PaymentService payments,
        CancellationToken cancellation)
    {
        var check = new Check();
        var subject = check.Text("customerId", body.Value.CustomerId, 255);
        var amount = check.Amount("amount", body.Value.Amount);
        var currency = check.Currency("currency", body.Value.Currency);
        var key = check.Text("idempotencyKey", body.Value.IdempotencyKey, 255);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        if (await customers.ResolveAsync(caller.Tenant, subject, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", subject, "customerId").ToProblem();
        }

        if (customer.RefuseErased("customerId") is { } erased)
        {
            return erased.ToProblem();
        }

        var now = await clocks.NowForAsync(caller.Tenant, customer, cancellation);
        var created = await payments.CreateAsync(caller.Tenant, customer.Id, amount, currency, key, now, cancellation);
        return Answers.Of(created, PaymentResponse.For(caller.Tenant, PublicOrigin.Of(request)), 201);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, HttpRequest request, PaymentService payments, CancellationToken cancellation) =>
        Ids.Parse<Payment>(id, "PAYMENT").TryGet(out var parsed, out var refused)
            ? Answers.Of(await payments.GetAsync(caller.Tenant, parsed, cancellation), PaymentResponse.For(caller.Tenant, PublicOrigin.Of(request)))
            : refused.ToProblem();

    private static async Task<IResult> ConfirmAsync(
        string id,
        Body<PaymentConfirmationRequest> body,
        HttpRequest request,
        PaymentFollower follower,
        PaymentService payments,
        CancellationToken cancellation)
    {
        var check = new Check();
        var tenant = body.Value.TenantFor(check);
        if (check.Refusal is { } refused || !Ids.Parse<Payment>(id, "PAYMENT").TryGet(out var parsed, out refused))
        {
            return refused.ToProblem();
        }

        if (!(await payments.GetAsync(tenant, parsed, cancellation)).TryGet(out var payment, out refused))
        {
            return refused.ToProblem();
        }

        var now = await follower.NowForAsync(tenant, payment, cancellation);
        return Answers.Of(await payments.ConfirmAsync(tenant, parsed, now, cancellation), PaymentResponse.For(tenant, PublicOrigin.Of(request)));
    }

    /// <summary>
    /// The page at a payment's address, where a provider sends the customer who has paid: how it stands is asked there, not waited for. Its id cannot
    /// be guessed: whoever has it was given it.
    /// </summary>
    private static async Task<IResult> ShowAsync(
        string tenant, string id, Core.Tenancy.Merchants merchants, PaymentFollower follower, CancellationToken cancellation) =>
        Tenant.TryParse(tenant, out var parsed)
        && Id<Payment>.TryParse(id, out var paymentId)
        && (await merchants.GetAsync(parsed.Merchant, cancellation)).TryGet(out var merchant, out _)
        && (await follower.FollowAsync(parsed, paymentId, cancellation)).TryGet(out var payment, out _)
            ? new HtmlResult(PaymentPage.Render(merchant.Name, parsed.Mode, payment))
            : new HtmlResult(PaymentPage.Gone(), StatusCodes.Status404NotFound);
}
