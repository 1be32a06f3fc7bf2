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

/// <summary>Events after they were accepted: lists, and what became of one.</summary>
internal static class UsageHistoryEndpoints
{
    public static void MapUsageHistory(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/usage").WithTags("Usage");
        group.MapGet("/", ListAsync).RequireScope(Scope.Read).WithSummary("List events that occurred in a period, with their place in the log, window and invoice lines: those that count, or that wait")
            .WithMetadata(
                new QueryMetadata("startTime", "The first instant of the period; required."),
                new QueryMetadata("endTime", "The first instant after the period; required."),
                new QueryMetadata("status", "counted, unless given, or accepted: in the log and not metered yet."),
                new QueryMetadata("customerId", "Only this customer's."),
                new QueryMetadata("subscriptionId", "Only usage that falls under this subscription."))
            .Answers<ListResponse<UsageFateResponse>>();
        group.MapGet("/byKey", FindAsync).RequireScope(Scope.Read).WithSummary("What became of the event that a customer's idempotency key names")
            .WithMetadata(
                new QueryMetadata("customerId", "Whose event, by id or external id; required."),
                new QueryMetadata("idempotencyKey", "The key that it was reported under; required."))
            .Answers<UsageFateResponse>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read).WithSummary("What became of an event").Answers<UsageFateResponse>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        Caller caller,
        ListQuery list,
        string? status,
        string? customerId,
        string? subscriptionId,
        CustomerDirectory customers,
        UsageList usage,
        EventFates fates,
        FateView view)
    {
        var check = new Check();
        var wanted = check.OneOf("status", status, EventStatus.Counted, ("counted", EventStatus.Counted), ("accepted", EventStatus.Accepted));
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

        var page = wanted == EventStatus.Counted
            ? await usage.ReadAsync(caller.Tenant, customer, period, view.Under(subscriptionId), list.Page, context.RequestAborted)
            : await fates.WaitingAsync(
                caller.Tenant,
                delivery => delivery.Usage is { } waiting && period.Contains(waiting.OccurredAt) && (customer is null || delivery.Account.Customer == customer.Id),
                view.Under(subscriptionId),
                list.Page,
                context.RequestAborted);
        var answers = new List<UsageFateResponse>();
        foreach (var delivery in page.Items)
        {
            answers.Add(await view.OfAsync(wanted, delivery, context.RequestAborted));
        }

        return Answers.List(new Page<UsageFateResponse>(answers, page.Request, page.Total), answer => answer);
    }

    private static async Task<IResult> FindAsync(
        Caller caller, string? customerId, string? idempotencyKey, CustomerDirectory customers, EventFates fates, FateView view, CancellationToken cancellation)
    {
        var check = new Check();
        var (named, key) = (check.Text("customerId", customerId, 200), check.Text("idempotencyKey", idempotencyKey, UsageLimits.MaxKeyLength));
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        // Of a customer whom nobody knows there may be rejected events.
        var account = (await customers.ResolveAsync(caller.Tenant, named, cancellation))?.Id is { } known || Id<Customer>.TryParse(named, out known)
            ? AccountId.Of(caller.Tenant, known)
            : AccountId.External(caller.Tenant, named);
        return await fates.FindAsync(caller.Tenant, EventId.Of(account, key), cancellation) is { } fate
            ? Answers.Json(await view.OfAsync(fate, cancellation))
            : Refusal.NotFound("USAGE_EVENT", key, "idempotencyKey").ToProblem();
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, EventFates fates, FateView view, CancellationToken cancellation) =>
        EventId.TryParse(id, out var parsed) && await fates.FindAsync(caller.Tenant, parsed, cancellation) is { } fate
            ? Answers.Json(await view.OfAsync(fate, cancellation))
            : Refusal.NotFound("USAGE_EVENT", id).ToProblem();
}
