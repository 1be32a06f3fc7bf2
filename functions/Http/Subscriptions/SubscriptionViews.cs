using Microsoft.AspNetCore.Http;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Subscriptions;

/// <summary>Subscriptions as answers show them: as they stand by their customer's clock.</summary>
internal sealed class SubscriptionViews(CustomerRegister customers, Clocks clocks, InvoiceRegister invoices, StoppedPeriods stopped)
{
    public async ValueTask<IResult> AnswerAsync(Tenant tenant, Result<Subscription> result, int status, CancellationToken cancellation) =>
        result.TryGet(out var subscription, out var refused)
            ? Answers.Json((await OfAsync(tenant, [subscription], cancellation))[0], status)
            : refused.ToProblem();

    public async ValueTask<IReadOnlyList<SubscriptionResponse>> OfAsync(
        Tenant tenant, IReadOnlyList<Subscription> subscriptions, CancellationToken cancellation)
    {
        var responses = new List<SubscriptionResponse>();
        var aside = subscriptions.Count == 0 ? [] : await stopped.OfAsync(tenant, cancellation);
        foreach (var subscription in subscriptions)
        {
            var first = aside.Where(period => period.Subscription == subscription.Id).MinBy(period => period.Index);
            responses.Add(await OfAsync(tenant, subscription, first is null ? SubscriptionBilling.Active : SubscriptionBilling.Of(first), cancellation));
        }

        return responses;
    }

    private async ValueTask<SubscriptionResponse> OfAsync(
        Tenant tenant, Subscription subscription, SubscriptionBilling billing, CancellationToken cancellation)
    {
        var customer = (await customers.GetAsync(tenant, subscription.CustomerId, cancellation)).OrThrow();
        var payment = subscription.InitialInvoiceId is { } invoice
            ? SubscriptionPayment.Of((await invoices.GetAsync(tenant, invoice, cancellation)).OrThrow())
            : null;
        return SubscriptionResponse.Of(tenant, subscription, customer, payment, billing, await clocks.NowForAsync(tenant, customer, cancellation));
    }
}
