using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage.Responses;

namespace Tallystick.Http.Usage;

/// <summary>Events after they were accepted: lists, what became of one, another chance for rejected ones.</summary>
internal static class UsageHistoryEndpoints
{
    public static void MapUsageHistory(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/usage").WithTags("Usage");
        group.MapGet("/", ListAsync).RequireScope(Scope.Read).WithSummary("List counted events that occurred in a period")
            .WithMetadata(
                new QueryMetadata("startTime", "The first instant of the period; required."),
                new QueryMetadata("endTime", "The first instant after the period; required."),
                new QueryMetadata("customerId", "Only this customer's."),
                new QueryMetadata("subscriptionId", "Only usage that falls under this subscription."))
            .Answers<ListResponse<UsageEventResponse>>();
        group.MapGet("/outcomes", ListOutcomesAsync).RequireScope(Scope.Read).WithSummary("List deliveries that do not count")
            .WithMetadata(new QueryMetadata("status", "duplicate, conflict or rejected; required."))
            .Answers<ListResponse<OutcomeResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read).WithSummary("What became of an event").Answers<UsageFateResponse>();
        group.MapPost("/{id}/replay", ReplayAsync).RequireScope(Scope.Admin).WithSummary("Give a rejected event another chance")
            .Answers<ReplayResponse>(StatusCodes.Status202Accepted);
        group.MapPost("/replay", ReplayAllAsync).RequireScope(Scope.Admin).WithSummary("Give all rejected events another chance, or those with one reason")
            .Answers<ReplayAllResponse>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        Caller caller,
        ListQuery list,
        string? customerId,
        string? subscriptionId,
        CustomerDirectory customers,
        UsageList usage,
        SubscriptionFinder subscriptions)
    {
        var check = new Check();
        var period = UsageQuery.ReadPeriod(context.Request, check, "startTime", "endTime");
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        Customer? customer = null;
        if (customerId is not null && (customer = await customers.ResolveAsync(caller.Tenant, customerId, context.RequestAborted)) is null)
        {
            return Refusal.NotFound("CUSTOMER", customerId, "customerId").ToProblem();
        }

        var filter = subscriptionId is null ? null : subscriptions.Filter(subscriptionId);
        var page = await usage.ReadAsync(caller.Tenant, customer, period, filter, list.Page, context.RequestAborted);
        var answers = new List<UsageEventResponse>();
        foreach (var delivery in page.Items)
        {
            var subscription = await subscriptions.FindAsync(delivery.Account, delivery.Usage!, context.RequestAborted);
            answers.Add(UsageEventResponse.Of(delivery.Event, delivery.Account, delivery.Usage!, delivery.EnqueuedAt, subscription));
        }

        return Answers.List(new Page<UsageEventResponse>(answers, page.Request, page.Total), answer => answer);
    }

    private static async Task<IResult> ListOutcomesAsync(
        Caller caller, ListQuery list, string? status, IDocumentStore store, CancellationToken cancellation)
    {
        var check = new Check();
        check.Required("status", status);
        var kind = check.OneOf(
            "status", status, default, ("duplicate", OutcomeKind.Duplicate), ("conflict", OutcomeKind.Conflict), ("rejected", OutcomeKind.Rejected));
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.List(await new Outcomes(store).OfKindAsync(caller.Tenant, kind, list.Page, cancellation), OutcomeResponse.Of);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, EventFates fates, SubscriptionFinder subscriptions, CancellationToken cancellation)
    {
        if (!EventId.TryParse(id, out var parsed) || await fates.FindAsync(caller.Tenant, parsed, cancellation) is not { } fate)
        {
            return Refusal.NotFound("USAGE_EVENT", id).ToProblem();
        }

        var subscription = fate.Delivery.Usage is { } usage ? await subscriptions.FindAsync(fate.Delivery.Account, usage, cancellation) : null;
        return Answers.Json(UsageFateResponse.Of(fate, subscription));
    }

    private static async Task<IResult> ReplayAsync(Caller caller, string id, RejectedEvents rejected, CancellationToken cancellation) =>
        EventId.TryParse(id, out var parsed)
            ? Answers.Of(
                await rejected.ReplayAsync(caller.Tenant, parsed, cancellation), replayed => new ReplayResponse(replayed.ToString()), StatusCodes.Status202Accepted)
            : Refusal.NotFound("USAGE_EVENT", id).ToProblem();

    private static async Task<IResult> ReplayAllAsync(Caller caller, string? code, RejectedEvents rejected, CancellationToken cancellation) =>
        Answers.Json(new ReplayAllResponse(await rejected.ReplayAllAsync(caller.Tenant, code, cancellation)), StatusCodes.Status202Accepted);
}
