using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Subscriptions;

/// <summary>Who uses what under which plan.</summary>
internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/subscriptions").WithTags("Subscriptions");
        group.MapPost("", StartAsync).RequireScope(Scope.Admin)
            .WithSummary("Start a subscription").Answers<SubscriptionResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List subscriptions, of one customer or of all").Answers<ListResponse<SubscriptionResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A subscription").Answers<SubscriptionResponse>();
        group.MapPost("/{id}/termination", TerminateAsync).RequireScope(Scope.Admin)
            .WithSummary("End a subscription").Answers<SubscriptionResponse>();
        group.MapGet("/{id}/upcomingInvoice", PreviewAsync).RequireScope(Scope.Read)
            .WithSummary("What the next invoice comes to by now: usage so far, fees, late usage; nothing is kept").Answers<UpcomingInvoiceResponse>();
    }

    private static async Task<IResult> StartAsync(
        Caller caller, Body<SubscriptionRequest> body, SubscriptionStarter starter, SubscriptionViews views, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = body.Value.ToSubscription(check);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : await views.AnswerAsync(caller.Tenant, await starter.StartAsync(caller.Tenant, wanted, cancellation), 201, cancellation);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, ListQuery query, string? customerId, SubscriptionService subscriptions, SubscriptionViews views, CancellationToken cancellation)
    {
        var check = new Check();
        var customer = check.OptionalId<Customer>("customerId", customerId);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        var page = customer is { } one
            ? await subscriptions.PageAsync(caller.Tenant, one, query.Page, cancellation)
            : await subscriptions.PageAsync(caller.Tenant, query.Page, cancellation);
        var items = await views.OfAsync(caller.Tenant, page.Items, cancellation);
        return Answers.List(new Page<SubscriptionResponse>(items, page.Request, page.Total), item => item);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, SubscriptionService subscriptions, SubscriptionViews views, CancellationToken cancellation) =>
        Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out var refused)
            ? await views.AnswerAsync(caller.Tenant, await subscriptions.GetAsync(caller.Tenant, parsed, cancellation), 200, cancellation)
            : refused.ToProblem();

    private static async Task<IResult> TerminateAsync(
        Caller caller,
        string id,
        Body<TerminationRequest> body,
        SubscriptionService subscriptions,
        SubscriptionChanger changer,
        SubscriptionViews views,
        CancellationToken cancellation)
    {
        var check = new Check();
        var reason = check.Lines("reason", body.Value.Reason, 500);
        var effectiveAt = body.Value.EffectiveAt;
        var isAtPeriodEnd = Times.IsAtPeriodEnd(check, body.Value.Effective, effectiveAt);
        var proration = Times.ProrationOf(check, body.Value.Proration, Proration.None);
        if (check.Refusal is { } refused || !Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out refused))
        {
            return refused.ToProblem();
        }

        if (isAtPeriodEnd)
        {
            if (!(await changer.PeriodEndAsync(caller.Tenant, parsed, cancellation)).TryGet(out var end, out refused))
            {
                return refused.ToProblem();
            }

            effectiveAt = end;
        }

        var ended = await subscriptions.TerminateAsync(caller.Tenant, parsed, reason, effectiveAt, cancellation, proration);
        return await views.AnswerAsync(caller.Tenant, ended, 200, cancellation);
    }

    private static async Task<IResult> PreviewAsync(Caller caller, string id, UpcomingInvoices upcoming, CancellationToken cancellation) =>
        Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out var refused)
            ? Answers.Of(await upcoming.OfAsync(caller.Tenant, parsed, cancellation), UpcomingInvoiceResponse.Of)
            : refused.ToProblem();
}
