using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.CreditNotes;

/// <summary>What merchants take back of issued invoices.</summary>
internal static class CreditNoteEndpoints
{
    public static void MapCreditNotes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v2/invoices/{id}/refunds", CreateAsync).WithTags("Invoices").RequireScope(Scope.Admin)
            .WithSummary("Take back part of an issued invoice, or all that is left: off what is left to pay, the rest into the customer's wallet").Answers<CreditNoteResponse>(201);
        routes.MapGet("/v2/invoices/{id}/refunds", ListAsync).WithTags("Invoices").RequireScope(Scope.Read)
            .WithSummary("The credit notes to an invoice that were asked for").Answers<ListResponse<CreditNoteResponse>>();
        routes.MapGet("/v2/creditNotes/{id}", GetAsync).WithTags("Invoices").RequireScope(Scope.Read)
            .WithSummary("A credit note that was asked for").Answers<CreditNoteResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, string id, Body<CreditNoteRequest> body, CreditNoteService notes, InvoiceRegister invoices, CancellationToken cancellation)
    {
        var check = new Check();
        var wish = body.Value.ToWish(check);
        if (check.Refusal is { } refused
            || !Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var invoiceId, out refused)
            || !(await invoices.GetAsync(caller.Tenant, invoiceId, cancellation)).TryGet(out var invoice, out refused))
        {
            return refused.ToProblem();
        }

        return Answers.Of(await notes.CreateAsync(caller.Tenant, invoiceId, wish, cancellation), note => CreditNoteResponse.Of(note, invoice.Currency), 201);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, string id, ListQuery query, CreditNoteService notes, InvoiceRegister invoices, CancellationToken cancellation) =>
        Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var invoiceId, out var refused)
        && (await invoices.GetAsync(caller.Tenant, invoiceId, cancellation)).TryGet(out var invoice, out refused)
            ? Answers.List(await notes.PageAsync(caller.Tenant, invoiceId, query.Page, cancellation), note => CreditNoteResponse.Of(note, invoice.Currency))
            : refused.ToProblem();

    private static async Task<IResult> GetAsync(
        Caller caller, string id, CreditNoteService notes, InvoiceRegister invoices, CancellationToken cancellation) =>
        Ids.Parse<CreditNote>(id, "CREDIT_NOTE").TryGet(out var noteId, out var refused)
        && (await notes.GetAsync(caller.Tenant, noteId, cancellation)).TryGet(out var note, out refused)
        && (await invoices.GetAsync(caller.Tenant, note.InvoiceId, cancellation)).TryGet(out var invoice, out refused)
            ? Answers.Json(CreditNoteResponse.Of(note, invoice.Currency))
            : refused.ToProblem();
}
