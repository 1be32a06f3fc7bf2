using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Billing;
using Tallystick.Core.Mail;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Mail;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Invoices;

/// <summary>Invoices on paper, and how they are sent.</summary>
internal static class InvoicePaperEndpoints
{
    private static readonly (string Word, PaperSize Paper)[] Papers = [("A4", PaperSize.A4), ("Letter", PaperSize.Letter)];

    public static void MapInvoicePaper(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/invoices/{id}/html", ShowAsync).WithTags("Invoices").RequireScope(Scope.Read)
            .WithSummary("An invoice as a page to read and print").Produces(StatusCodes.Status200OK, contentType: "text/html");
        routes.MapGet("/v2/invoices/{id}/pdf", PrintAsync).WithTags("Invoices").RequireScope(Scope.Read)
            .WithMetadata(new QueryMetadata("paper", "A4 or Letter; that of the settings unless given."))
            .WithSummary("An invoice as a PDF, notes and drafts too").Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        routes.MapMethods("/v2/invoices/{id}/html", [HttpMethods.Head], ShowAsync).RequireScope(Scope.Read).ExcludeFromDescription();
        routes.MapMethods("/v2/invoices/{id}/pdf", [HttpMethods.Head], PrintAsync).RequireScope(Scope.Read).ExcludeFromDescription();
        var settings = routes.MapGroup("/v0/invoiceSettings").WithTags("Invoices");
        settings.MapGet("", GetSettingsAsync).RequireScope(Scope.Read)
            .WithSummary("How invoices are printed and sent").Answers<InvoiceSettingsResponse>();
        settings.MapPatch("", ChangeSettingsAsync).RequireScope(Scope.Admin)
            .WithSummary("Change how invoices are printed and sent; what is left out stays").Answers<InvoiceSettingsResponse>();
    }

    private static async Task<IResult> ShowAsync(
        Caller caller, string id, InvoiceRegister invoices, InvoiceRecipients recipients, CancellationToken cancellation) =>
        Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var parsed, out var refused)
        && (await invoices.GetAsync(caller.Tenant, parsed, cancellation)).TryGet(out var invoice, out refused)
            ? new HtmlResult(InvoiceHtml.Render(invoice, await recipients.OfAsync(caller.Tenant, invoice, cancellation)))
            : refused.ToProblem();

    private static async Task<IResult> PrintAsync(
        Caller caller,
        string id,
        string? paper,
        InvoiceRegister invoices,
        InvoiceRecipients recipients,
        InvoiceSettingsBook settings,
        IInvoicePaper printer,
        CancellationToken cancellation)
    {
        var check = new Check();
        var size = check.OneOf("paper", paper, (await settings.OfAsync(caller.Tenant, cancellation)).Paper, Papers);
        if (check.Refusal is { } refused
            || !Ids.Parse<Invoice>(id, "INVOICE").TryGet(out var parsed, out refused)
            || !(await invoices.GetAsync(caller.Tenant, parsed, cancellation)).TryGet(out var invoice, out refused))
        {
            return refused.ToProblem();
        }

        return new PdfResult(printer.Print(invoice, await recipients.OfAsync(caller.Tenant, invoice, cancellation), size), invoice.Number ?? $"draft-{invoice.Id}");
    }

    private static async Task<IResult> GetSettingsAsync(Caller caller, InvoiceSettingsBook settings, CancellationToken cancellation) =>
        Answers.Json(InvoiceSettingsResponse.Of(await settings.OfAsync(caller.Tenant, cancellation)));

    private static async Task<IResult> ChangeSettingsAsync(
        Caller caller, Body<InvoiceSettingsChange> body, InvoiceSettingsBook settings, IMailer mailer, CancellationToken cancellation)
    {
        var check = new Check();
        var paper = check.OneOf("paper", body.Value.Paper, default(PaperSize?), ("A4", PaperSize.A4), ("Letter", PaperSize.Letter));
        var (emails, replyTo) = (body.Value.EmailsFor(check), body.Value.ReplyToFor(check));
        if ((check.Refusal ?? NoMailer.Refuse(mailer, emails)) is { } refused)
        {
            return refused.ToProblem();
        }

        return Answers.Json(InvoiceSettingsResponse.Of(await settings.ChangeAsync(
            caller.Tenant,
            kept => kept with
            {
                Paper = paper ?? kept.Paper,
                Emails = emails ?? kept.Emails,
                ReplyTo = replyTo is null ? kept.ReplyTo : replyTo.Length == 0 ? null : replyTo,
            },
            cancellation)));
    }
}
