using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Payments;

/// <summary>Payments that go back to where they came from, out of the wallet.</summary>
internal static class PaymentRefundEndpoints
{
    public static void MapPaymentRefunds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/payments/{id}/refunds").WithTags("Payments");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Give a payment back to where it came from, in full or in part, out of the wallet's balance").Answers<PaymentRefundResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List the refunds of a payment, oldest first").Answers<ListResponse<PaymentRefundResponse>>();
        group.MapPost("/{refundId}/confirmation", ConfirmAsync).RequireOperator()
            .WithSummary("Say that a refund was made by hand, where no provider makes it").Answers<PaymentRefundResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller,
        string id,
        Body<PaymentRefundRequest> body,
        PaymentFollower follower,
        PaymentService payments,
        PaymentRefunds refunds,
        CancellationToken cancellation)
    {
        var check = new Check();
        var amount = check.Amount("amount", body.Value.Amount);
        var reason = check.OptionalLines("reason", body.Value.Reason, PaymentRefund.MaxReason);
        var key = body.Value.IdempotencyKey is null ? null : check.Text("idempotencyKey", body.Value.IdempotencyKey, 255);
        if (check.Refusal is { } refused
            || !Ids.Parse<Payment>(id, "PAYMENT").TryGet(out var parsed, out refused)
            || !(await payments.GetAsync(caller.Tenant, parsed, cancellation)).TryGet(out var payment, out refused))
        {
            return refused.ToProblem();
        }

        var now = await follower.NowForAsync(caller.Tenant, payment, cancellation);
        return Answers.Of(await refunds.CreateAsync(caller.Tenant, parsed, amount, reason, key, now, cancellation), PaymentRefundResponse.Of, 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, string id, ListQuery query, PaymentRefunds refunds, CancellationToken cancellation) =>
        Ids.Parse<Payment>(id, "PAYMENT").TryGet(out var parsed, out var refused)
        && (await refunds.ListAsync(caller.Tenant, parsed, cancellation)).TryGet(out var all, out refused)
            ? Answers.List(query.Page.Of(all), PaymentRefundResponse.Of)
            : refused.ToProblem();

    private static async Task<IResult> ConfirmAsync(
        string id,
        string refundId,
        Body<PaymentConfirmationRequest> body,
        PaymentFollower follower,
        PaymentService payments,
        PaymentRefunds refunds,
        CancellationToken cancellation)
    {
        var check = new Check();
        var tenant = body.Value.TenantFor(check);
        if (check.Refusal is { } refused
            || !Ids.Parse<Payment>(id, "PAYMENT").TryGet(out var paymentId, out refused)
            || !Ids.Parse<PaymentRefund>(refundId, "REFUND").TryGet(out var parsed, out refused)
            || !(await payments.GetAsync(tenant, paymentId, cancellation)).TryGet(out var payment, out refused))
        {
            return refused.ToProblem();
        }

        var now = await follower.NowForAsync(tenant, payment, cancellation);
        return Answers.Of(await refunds.ConfirmAsync(tenant, paymentId, parsed, now, cancellation), PaymentRefundResponse.Of);
    }
}
