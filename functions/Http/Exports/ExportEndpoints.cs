using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using Tallystick.Core.Reports;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Security;
using Tallystick.Http.Usage;

namespace Tallystick.Http.Exports;

/// <summary>Tables for spreadsheets and other systems, of any length.</summary>
internal static class ExportEndpoints
{
    private static readonly QueryMetadata From = new("from", "The first instant of the period; required.");
    private static readonly QueryMetadata To = new("to", "The first instant after the period; required.");

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/exports").WithTags("Exports").RequireScope(Scope.Read);
        group.MapGet("/usage.csv", UsageAsync).WithMetadata(From, To).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("Counted events that occurred in a period, customer by customer, with what each means for each metric");
        group.MapGet("/invoices.csv", Invoices).WithMetadata(From, To).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("Invoices and notes that were made in a period and are issued, oldest first");
        group.MapGet("/invoiceLines.csv", InvoiceLines).WithMetadata(From, To).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("The lines of invoices and notes that were made in a period and are issued");
        group.MapGet("/journal.csv", Journal).WithMetadata(From, To).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("The entries of the books of a period, a row for each leg");
        group.MapGet("/accrual.csv", Accrual).WithMetadata(new QueryMetadata("at", "The instant; each customer's present unless given, and no later."))
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("What all subscriptions have earned by an instant and were not invoiced for");
    }

    private static async Task<IResult> UsageAsync(HttpContext context, Caller caller, UsageList usage, IAccountTermsReader definitions)
    {
        var metrics = await definitions.MetricsAsync(caller.Tenant, context.RequestAborted);
        return Of(context, "usage.csv", UsageExport.Columns, period => UsageExport.Rows(usage.AllAsync(caller.Tenant, period, context.RequestAborted), metrics), UsageExport.Write);
    }

    private static IResult Invoices(HttpContext context, Caller caller, InvoiceRegister invoices) =>
        Of(context, "invoices.csv", InvoiceExport.Columns, period => invoices.IssuedAsync(caller.Tenant, period, context.RequestAborted), InvoiceExport.Write);

    private static IResult InvoiceLines(HttpContext context, Caller caller, InvoiceRegister invoices) => Of(
        context,
        "invoiceLines.csv",
        InvoiceLineExport.Columns,
        period => InvoiceLineExport.Rows(invoices.IssuedAsync(caller.Tenant, period, context.RequestAborted)),
        InvoiceLineExport.Write);

    private static IResult Journal(HttpContext context, Caller caller, BookReader books) =>
        Of(context, "journal.csv", JournalExport.Columns, period => JournalExport.Rows(books.ReadAsync(caller.Tenant, period, context.RequestAborted)), JournalExport.Write);

    private static IResult Accrual(HttpContext context, Caller caller, AccrualReports reports)
    {
        var check = new Check();
        var at = UsageQuery.ReadTime(context.Request, check, "at");
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : new CsvResult<Accrual>("accrual.csv", AccrualExport.Columns, reports.AllAsync(caller.Tenant, at, context.RequestAborted), AccrualExport.Write);
    }

    private static IResult Of<T>(
        HttpContext context, string name, IReadOnlyList<string> columns, Func<Period, IAsyncEnumerable<T>> rows, Action<CsvWriter, T> write)
    {
        var check = new Check();
        var period = UsageQuery.ReadPeriod(context.Request, check, "from", "to");
        return check.Refusal is { } refused ? refused.ToProblem() : new CsvResult<T>(name, columns, rows(period), write);
    }
}
