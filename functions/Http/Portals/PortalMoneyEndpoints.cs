using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Portals;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Hosting;

namespace Tallystick.Http.Portals;

/// <summary>What a customer has spent, has, and pays in.</summary>
internal static class PortalMoneyEndpoints
{
    public static void MapPortalMoney(this IEndpointRouteBuilder portal)
    {
        portal.MapGet("/spend", SpendAsync);
        portal.MapGet("/wallet", WalletAsync);
        portal.MapPost("/payments", PayAsync);
    }

    private static async Task<IResult> SpendAsync(
        PortalCaller caller, UpcomingInvoices upcoming, SubscriptionService subscriptions, Core.Catalog.Plans plans, CancellationToken cancellation)
    {
        if (!(await upcoming.OfAsync(caller.Tenant, caller.Subscription, cancellation)).TryGet(out var next, out _))
        {
            return Answers.Json(new { spend = (PortalSpendResponse?)null }); // Nothing is to be invoiced, which is no fault of the asker's.
        }

        var subscription = (await subscriptions.GetAsync(caller.Tenant, caller.Subscription, cancellation)).OrThrow();
        var phase = subscription.PhaseAt(next.Invoice.Period.Start);
        var version = (await plans.GetVersionAsync(caller.Tenant, phase.PlanVersionId, cancellation)).OrThrow();
        return Answers.Json(new { spend = PortalSpendResponse.Of(next.Invoice, SpendForecast.Of(next.Invoice, version.Terms)) });
    }

    private static async Task<IResult> WalletAsync(
        PortalCaller caller, WalletService wallets, SubscriptionService subscriptions, Clocks clocks, CancellationToken cancellation)
    {
        var subscription = (await subscriptions.GetAsync(caller.Tenant, caller.Subscription, cancellation)).OrThrow();
        var wallet = await wallets.GetAsync(caller.Account, cancellation);
        var now = await clocks.NowForAsync(caller.Tenant, caller.Customer, cancellation);
        return Answers.Json(PortalWalletResponse.Of(wallet is null ? null : WalletTime.At(wallet, now), subscription.Currency));
    }

    private static async Task<IResult> PayAsync(
        PortalCaller caller,
        Body<PortalPaymentRequest> body,
        HttpRequest request,
        PaymentService payments,
        WalletService wallets,
        SubscriptionService subscriptions,
        Clocks clocks,
        CancellationToken cancellation)
    {
        var check = new Check();
        var amount = check.Amount("amount", body.Value.Amount);
        var key = check.Text("idempotencyKey", body.Value.IdempotencyKey, 100);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        var currency = (await wallets.GetAsync(caller.Account, cancellation))?.Currency
            ?? (await subscriptions.GetAsync(caller.Tenant, caller.Subscription, cancellation)).OrThrow().Currency;
        var now = await clocks.NowForAsync(caller.Tenant, caller.Customer, cancellation);
        var made = await payments.CreateAsync(caller.Tenant, caller.Customer.Id, amount, currency, $"portal:{key}", now, cancellation);
        return Answers.Of(made, payment => PortalPaymentResponse.Of(payment, PublicOrigin.Of(request)), 201);
    }
}
