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

    private static async Task<IResult> GetAsync(Caller caller, string id, EventFates fates, FateView view, CancellationToken cancellation) =>
        EventId.TryParse(id, out var parsed) && await fates.FindAsync(caller.Tenant, parsed, cancellation) is { } fate
            ? Answers.Json(await view.OfAsync(fate, cancellation))
            : Refusal.NotFound("USAGE_EVENT", id).ToProblem();
}
