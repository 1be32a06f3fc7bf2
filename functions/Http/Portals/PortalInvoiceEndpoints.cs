using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Portals;

/// <summary>A customer's invoices, of all subscriptions: those that were issued, for drafts are the merchant's.</summary>
internal static class PortalInvoiceEndpoints
{
    public static void MapPortalInvoices(this IEndpointRouteBuilder portal)
    {
        portal.MapGet("/invoices", ListAsync);
        portal.MapGet("/invoices/{id}/html", ShowAsync);
        portal.MapGet("/invoices/{id}/pdf", PrintAsync);
        portal.MapPost("/invoices/{id}/payment", PayAsync);
    }

    private static async Task<IResult> ListAsync(PortalCaller caller, ListQuery query, InvoiceRegister invoices, CancellationToken cancellation)
    {
        var filter = new InvoiceFilter(caller.Customer.Id) { IsIssued = true };
        return Answers.List(await invoices.PageAsync(caller.Tenant, filter, query.Page, cancellation), PortalInvoiceResponse.Of);
    }

    private static async Task<IResult> ShowAsync(
        PortalCaller caller, string id, InvoiceRegister invoices, InvoiceRecipients recipients, CancellationToken cancellation) =>
        (await FindAsync(caller, id, invoices, cancellation)).TryGet(out var invoice, out var refused)
            ? new HtmlResult(InvoiceHtml.Render(invoice, await recipients.OfAsync(caller.Tenant, invoice, cancellation)))
            : refused.ToProblem();

    private static async Task<IResult> PrintAsync(
        PortalCaller caller,
        string id,
        InvoiceRegister invoices,
        InvoiceRecipients recipients,
        InvoiceSettingsBook settings,
        IInvoicePaper printer,
        CancellationToken cancellation)
    {
        if (!(await FindAsync(caller, id, invoices, cancellation)).TryGet(out var invoice, out var refused))
        {
            return refused.ToProblem();
        }

        var paper = (await settings.OfAsync(caller.Tenant, cancellation)).Paper;
        return new PdfResult(printer.Print(invoice, await recipients.OfAsync(caller.Tenant, invoice, cancellation), paper), invoice.Number!);
    }

    private static async Task<IResult> PayAsync(PortalCaller caller, string id, InvoiceRegister invoices, Clocks clocks, CancellationToken cancellation) =>
        (await FindAsync(caller, id, invoices, cancellation)).TryGet(out var invoice, out var refused)
            ? Answers.Of(
                await invoices.PayAsync(caller.Tenant, invoice.Id, await clocks.NowForAsync(caller.Tenant, caller.Customer, cancellation), cancellation),
                PortalInvoiceResponse.Of)
            : refused.ToProblem();

    /// <summary>An invoice of the caller's; one of somebody else is not there, as a draft is not.</summary>
    private static async Task<Result<Invoice>> FindAsync(PortalCaller caller, string id, InvoiceRegister invoices, CancellationToken cancellation) =>
        Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var parsed, out var refused)
        && (await invoices.GetAsync(caller.Tenant, parsed, cancellation)).TryGet(out var invoice, out refused)
            ? invoice.CustomerId == caller.Customer.Id && invoice.Number is not null ? invoice : Refusal.NotFound("INVOICE", id)
            : refused;
}
