using Microsoft.AspNetCore.Http;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Subscriptions;

/// <summary>Subscriptions as answers show them: as they stand by their customer's clock.</summary>
internal sealed class SubscriptionViews(CustomerRegister customers, Clocks clocks, InvoiceRegister invoices)
{
    public async ValueTask<IResult> AnswerAsync(Tenant tenant, Result<Subscription> result, int status, CancellationToken cancellation) =>
        result.TryGet(out var subscription, out var refused)
            ? Answers.Json(await OfAsync(tenant, subscription, cancellation), status)
            : refused.ToProblem();

    public async ValueTask<SubscriptionResponse> OfAsync(Tenant tenant, Subscription subscription, CancellationToken cancellation)
    {
        var customer = (await customers.GetAsync(tenant, subscription.CustomerId, cancellation)).OrThrow();
        var payment = subscription.InitialInvoiceId is { } invoice
            ? SubscriptionPayment.Of((await invoices.GetAsync(tenant, invoice, cancellation)).OrThrow())
            : null;
        return SubscriptionResponse.Of(tenant, subscription, customer, payment, await clocks.NowForAsync(tenant, customer, cancellation));
    }
}
