using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Proofs;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Proofs;

/// <summary>Proofs of invoices: for the merchant, and for the operator of this installation.</summary>
internal static class ProofEndpoints
{
    private static readonly QueryMetadata Mode = new("mode", "live (unless given) or test.");

    public static void MapProofs(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/v2/invoices/{id}").WithTags("Proofs").RequireScope(Scope.Read);
        own.MapGet("/proof", ProveAsync)
            .WithSummary("Build an issued invoice again from the event log, and compare it to the byte").Answers<ProofResponse>();
        own.MapGet("/lines/{line}/events", ExplainAsync)
            .WithSummary("List the events behind a line of an invoice, in log order").Answers<ListResponse<LineEventResponse>>();

        var all = routes.MapGroup("/v0/merchants/{id}/invoices").WithTags("Proofs").RequireOperator();
        all.MapGet("/proofs", ProveAllAsync).WithMetadata(Mode)
            .WithSummary("Prove a merchant's invoices, in the order of their ids; drafts are left out").Answers<ListResponse<ProofResponse>>();
        all.MapGet("/register/proof", ProveRegisterAsync).WithMetadata(Mode)
            .WithSummary("Prove that there are all of a merchant's invoices: by documents, list, numbers and files").Answers<RegisterProofResponse>();
        all.MapGet("/{invoiceId}/proof", ProveOfMerchantAsync).WithMetadata(Mode)
            .WithSummary("Prove an invoice of a merchant").Answers<ProofResponse>();
        all.MapGet("/{invoiceId}/lines/{line}/events", ExplainOfMerchantAsync).WithMetadata(Mode)
            .WithSummary("List the events behind a line of a merchant's invoice, in log order").Answers<ListResponse<LineEventResponse>>();
        routes.MapGet("/v0/merchants/{id}/books/proof", ProveBooksAsync).WithTags("Proofs").RequireOperator().WithMetadata(Mode)
            .WithSummary("Prove that a merchant's books have what its invoices and wallets did, once and nothing else").Answers<BookProofResponse>();
    }

    private static Task<IResult> ProveAsync(Caller caller, string id, InvoiceProofs proofs, CancellationToken cancellation) =>
        AnswerProofAsync(caller.Tenant, id, proofs, cancellation);

    private static Task<IResult> ExplainAsync(
        Caller caller, string id, string line, ListQuery query, LineEvents events, CancellationToken cancellation) =>
        AnswerEventsAsync(caller.Tenant, id, line, query, events, cancellation);

    private static async Task<IResult> ProveAllAsync(
        string id, string? mode, ListQuery query, Core.Tenancy.Merchants merchants, InvoiceProofs proofs, CancellationToken cancellation) =>
        (await TenantAsync(id, mode, merchants, cancellation)).TryGet(out var tenant, out var refused)
            ? Answers.List(await proofs.PageAsync(tenant, query.Page, cancellation), ProofResponse.Of)
            : refused.ToProblem();

    private static async Task<IResult> ProveRegisterAsync(
        string id, string? mode, Core.Tenancy.Merchants merchants, RegisterProofs proofs, CancellationToken cancellation) =>
        (await TenantAsync(id, mode, merchants, cancellation)).TryGet(out var tenant, out var refused)
            ? Answers.Json(RegisterProofResponse.Of(await proofs.ProveAsync(tenant, cancellation)))
            : refused.ToProblem();

    private static async Task<IResult> ProveBooksAsync(
        string id, string? mode, Core.Tenancy.Merchants merchants, BookProofs proofs, CancellationToken cancellation) =>
        (await TenantAsync(id, mode, merchants, cancellation)).TryGet(out var tenant, out var refused)
            ? Answers.Json(BookProofResponse.Of(await proofs.ProveAsync(tenant, cancellation)))
            : refused.ToProblem();

    private static async Task<IResult> ProveOfMerchantAsync(
        string id, string invoiceId, string? mode, Core.Tenancy.Merchants merchants, InvoiceProofs proofs, CancellationToken cancellation) =>
        (await TenantAsync(id, mode, merchants, cancellation)).TryGet(out var tenant, out var refused)
            ? await AnswerProofAsync(tenant, invoiceId, proofs, cancellation)
            : refused.ToProblem();

    private static async Task<IResult> ExplainOfMerchantAsync(
        string id,
        string invoiceId,
        string line,
        string? mode,
        ListQuery query,
        Core.Tenancy.Merchants merchants,
        LineEvents events,
        CancellationToken cancellation) =>
        (await TenantAsync(id, mode, merchants, cancellation)).TryGet(out var tenant, out var refused)
            ? await AnswerEventsAsync(tenant, invoiceId, line, query, events, cancellation)
            : refused.ToProblem();

    private static async Task<IResult> AnswerProofAsync(Tenant tenant, string id, InvoiceProofs proofs, CancellationToken cancellation) =>
        Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var parsed, out var refused)
            ? Answers.Of(await proofs.ProveAsync(tenant, parsed, cancellation), ProofResponse.Of)
            : refused.ToProblem();

    private static async Task<IResult> AnswerEventsAsync(
        Tenant tenant, string id, string line, ListQuery query, LineEvents events, CancellationToken cancellation) =>
        Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var parsed, out var refused)
        && (await events.PageAsync(tenant, parsed, NumberOf(line), query.Page, cancellation)).TryGet(out var page, out refused)
            ? Answers.List(page, LineEventResponse.Of)
            : refused.ToProblem();

    // What is no number names no line.
    private static int NumberOf(string line) => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task<Result<Tenant>> TenantAsync(
        string id, string? mode, Core.Tenancy.Merchants merchants, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = check.OneOf("mode", mode, Core.Tenancy.Mode.Live, ("live", Core.Tenancy.Mode.Live), ("test", Core.Tenancy.Mode.Test));
        return check.Refusal is { } refused || !Ids.Parse<Merchant>(id, "MERCHANT").TryGet(out var merchant, out refused)
            || !(await merchants.GetAsync(merchant, cancellation)).TryGet(out _, out refused)
            ? refused
            : new Tenant(merchant, wanted);
    }
}
