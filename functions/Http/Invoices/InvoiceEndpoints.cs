using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Invoices;

/// <summary>What customers owe.</summary>
internal static class InvoiceEndpoints
{
    private const string LineItems = "lineItems";

    public static void MapInvoices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v2/invoices").WithTags("Invoices");
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List invoices and notes without their lines, newest first; by customer, subscription and status").Answers<ListResponse<InvoiceResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("An invoice; expand=lineItems adds its lines").Answers<InvoiceResponse>();
        group.MapPost("/{id}/payment", PayAsync).RequireScope(Scope.Admin)
            .WithSummary("Pay an invoice from the customer's wallet as far as it reaches; 402 where it has nothing. One below zero goes into the wallet").Answers<InvoiceResponse>();
        group.MapPost("/{id}/void", VoidAsync).RequireScope(Scope.Admin)
            .WithSummary("Call an unpaid invoice off; what was paid on it goes back to the wallet. Not one below zero, nor one that a later one gives back part of").Answers<InvoiceResponse>();
        group.MapPost("/{id}/writeOff", WriteOffAsync).RequireScope(Scope.Admin)
            .WithSummary("Note that an invoice is not expected to be paid any more; it may be paid all the same").Answers<InvoiceResponse>();
    }

    private static async Task<IResult> ListAsync(
        Caller caller,
        HttpRequest request,
        ListQuery query,
        string? customerId,
        string? subscriptionId,
        string? status,
        CustomerDirectory customers,
        InvoiceRegister invoices,
        CancellationToken cancellation)
    {
        var check = new Check();
        var subscription = check.OptionalId<Subscription>("subscriptionId", subscriptionId);
        var wanted = check.OneOf(
            "status",
            status,
            default(InvoiceStatus?),
            ("draft", InvoiceStatus.Draft),
            ("issued", InvoiceStatus.Issued),
            ("paid", InvoiceStatus.Paid),
            ("overdue", InvoiceStatus.Overdue),
            ("void", InvoiceStatus.Void),
            ("written_off", InvoiceStatus.WrittenOff));
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        Customer? customer = null;
        if (customerId is not null && (customer = await customers.ResolveAsync(caller.Tenant, customerId, cancellation)) is null)
        {
            return Refusal.NotFound("CUSTOMER", customerId, "customerId").ToProblem();
        }

        var filter = new InvoiceFilter(customer?.Id, subscription, wanted);
        return Answers.List(await invoices.PageAsync(caller.Tenant, filter, query.Page, cancellation), InvoiceResponse.For(request));
    }

    private static async Task<IResult> GetAsync(
        Caller caller, HttpRequest request, string id, string? expand, InvoiceRegister invoices, CancellationToken cancellation)
    {
        var check = new Check();
        var withLines = check.OneOf("expand", expand, false, (LineItems, true));
        return check.Refusal is { } refused || !Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : Answers.Of(await invoices.GetAsync(caller.Tenant, parsed, cancellation), InvoiceResponse.For(request, withLines));
    }

    private static Task<IResult> PayAsync(
        Caller caller, HttpRequest request, string id, InvoiceRegister invoices, CustomerDirectory customers, Clocks clocks, CancellationToken cancellation) =>
        ChangeAsync(caller.Tenant, request, id, invoices, customers, clocks, invoices.PayAsync, cancellation);

    private static Task<IResult> VoidAsync(
        Caller caller, HttpRequest request, string id, InvoiceRegister invoices, CustomerDirectory customers, Clocks clocks, CancellationToken cancellation) =>
        ChangeAsync(caller.Tenant, request, id, invoices, customers, clocks, invoices.VoidAsync, cancellation);

    private static Task<IResult> WriteOffAsync(
        Caller caller, HttpRequest request, string id, Body<WriteOffRequest> body, InvoiceRegister invoices, CustomerDirectory customers, Clocks clocks, CancellationToken cancellation)
    {
        var check = new Check();
        var reason = check.Lines("reason", body.Value.Reason, 500);
        return check.Refusal is { } refused
            ? Task.FromResult(refused.ToProblem())
            : ChangeAsync(
                caller.Tenant, request, id, invoices, customers, clocks, (tenant, invoice, now, cancel) => invoices.WriteOffAsync(tenant, invoice, reason, now, cancel), cancellation);
    }

    /// <summary>Changes an invoice at its customer's time.</summary>
    private static async Task<IResult> ChangeAsync(
        Tenant tenant,
        HttpRequest request,
        string id,
        InvoiceRegister invoices,
        CustomerDirectory customers,
        Clocks clocks,
        Func<Tenant, Id<Invoice>, Instant, CancellationToken, Task<Result<Invoice>>> change,
        CancellationToken cancellation)
    {
        if (!Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var parsed, out var refused)
            || !(await invoices.GetAsync(tenant, parsed, cancellation)).TryGet(out var invoice, out refused))
        {
            return refused.ToProblem();
        }

        var customer = await customers.ResolveAsync(tenant, invoice.CustomerId.ToString(), cancellation)
            ?? throw new InvalidOperationException($"The customer of invoice {parsed} is missing.");
        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        return Answers.Of(await change(tenant, parsed, now, cancellation), InvoiceResponse.For(request));
    }
}
