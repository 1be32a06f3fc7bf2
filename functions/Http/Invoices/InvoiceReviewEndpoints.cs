using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Invoices;

/// <summary>What is done with drafts while they are reviewed.</summary>
internal static class InvoiceReviewEndpoints
{
    public static void MapInvoiceReview(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v2/invoices").WithTags("Invoices");
        group.MapPost("/lineItems", AddAsync).RequireScope(Scope.Admin)
            .WithSummary("Add a line to a draft, which may be below 0; the draft with its lines").Answers<InvoiceResponse>(201);
        group.MapDelete("/{id}/lineItems/{lineItemId}", RemoveAsync).RequireScope(Scope.Admin)
            .WithSummary("Take a line that was added away from a draft").Answers<InvoiceResponse>();
        group.MapPost("/{id}/issue", IssueAsync).RequireScope(Scope.Admin)
            .WithSummary("Issue a draft before its review is over, with the notes that were drafted with it; repeated it changes nothing").Answers<InvoiceResponse>();
    }

    private static async Task<IResult> AddAsync(Caller caller, HttpRequest request, Body<ManualLineRequest> body, InvoiceReview review, CancellationToken cancellation)
    {
        var check = new Check();
        var (invoice, line) = (body.Value.ToInvoice(check), body.Value.ToLine(check));
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await review.AddAsync(caller.Tenant, invoice, line, cancellation), InvoiceResponse.For(request, withLines: true), 201);
    }

    private static async Task<IResult> RemoveAsync(
        Caller caller, HttpRequest request, string id, string lineItemId, InvoiceReview review, CancellationToken cancellation) =>
        Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var invoice, out var refused) && Ids.Parse<ManualLine>(lineItemId, "INVOICE_LINE").TryGet(out var line, out refused)
            ? Answers.Of(await review.RemoveAsync(caller.Tenant, invoice, line, cancellation), InvoiceResponse.For(request, withLines: true))
            : refused.ToProblem();

    private static async Task<IResult> IssueAsync(Caller caller, HttpRequest request, string id, InvoiceReview review, CancellationToken cancellation) =>
        Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var invoice, out var refused)
            ? Answers.Of(await review.IssueAsync(caller.Tenant, invoice, cancellation), InvoiceResponse.For(request))
            : refused.ToProblem();
}
