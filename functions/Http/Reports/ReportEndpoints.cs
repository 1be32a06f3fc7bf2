using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Reports;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage;

namespace Tallystick.Http.Reports;

/// <summary>Reports for who keeps a merchant's accounts.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/reports").WithTags("Reports").RequireScope(Scope.Read);
        group.MapGet("/revenue", RevenueAsync).WithSummary("Revenue of a period by plan, customer, metric or month, net of credit notes and voids, without tax")
            .WithMetadata(
                new QueryMetadata("from", "The first instant of the period; required."),
                new QueryMetadata("to", "The first instant after the period; required."),
                new QueryMetadata("groupBy", "plan, customer, metric or month, which it is unless given."))
            .Answers<RevenueResponse>();
        group.MapGet("/accrual", AccrualAsync).WithSummary("What subscriptions have earned by an instant and were not invoiced for, newest subscription first")
            .WithMetadata(new QueryMetadata("at", "The instant; each customer's present unless given, and no later."))
            .Answers<AccrualResponse>();
    }

    private static async Task<IResult> RevenueAsync(HttpContext context, Caller caller, ListQuery list, string? groupBy, RevenueReports reports)
    {
        var check = new Check();
        var period = UsageQuery.ReadPeriod(context.Request, check, "from", "to");
        var by = check.OneOf(
            "groupBy",
            groupBy,
            RevenueGrouping.Month,
            ("plan", RevenueGrouping.Plan),
            ("customer", RevenueGrouping.Customer),
            ("metric", RevenueGrouping.Metric),
            ("month", RevenueGrouping.Month));
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        var rows = await reports.RunAsync(caller.Tenant, period, by, context.RequestAborted);
        return Answers.Json(new RevenueResponse(
            by,
            RevenueTotalResponse.Of(rows),
            [.. rows.Skip(list.Page.Offset).Take(list.Page.Limit).Select(RevenueRowResponse.Of)],
            new Pagination(list.Page.Limit, list.Page.Offset, rows.Count)));
    }

    private static async Task<IResult> AccrualAsync(
        HttpContext context, Caller caller, ListQuery list, AccrualReports reports, SubscriptionService subscriptions)
    {
        var check = new Check();
        var at = UsageQuery.ReadTime(context.Request, check, "at");
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        var page = await subscriptions.PageAsync(caller.Tenant, list.Page, context.RequestAborted);
        var accruals = new List<Accrual>();
        foreach (var subscription in page.Items)
        {
            accruals.Add(await reports.OfAsync(caller.Tenant, subscription, at, context.RequestAborted));
        }

        return Answers.Json(new AccrualResponse(
            AccrualTotalResponse.Of(accruals), [.. accruals.Select(AccrualRowResponse.Of)], new Pagination(page.Request.Limit, page.Request.Offset, page.Total)));
    }
}
