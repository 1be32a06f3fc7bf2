using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Mail;

/// <summary>Writes the mails of facts.</summary>
/// <param name="merchants">Who writes.</param>
/// <param name="customers">To whom.</param>
/// <param name="invoices">The invoices.</param>
/// <param name="recipients">Who they are made out to.</param>
/// <param name="paper">Prints them.</param>
/// <param name="host">Where customers go on.</param>
public sealed class MailComposer(
    Merchants merchants, CustomerDirectory customers, InvoiceRegister invoices, InvoiceRecipients recipients, IInvoicePaper paper, HostAddress host)
{
    private const string Pdf = "application/pdf";

    /// <summary>The mail of a fact; null where nobody is to be written to: the customer has no address, or was erased.</summary>
    public async Task<MailMessage?> ComposeAsync(Tenant tenant, BillingFact fact, InvoiceSettings settings, CancellationToken cancellation)
    {
        if (CustomerOf(fact) is not { } id
            || await customers.ResolveAsync(tenant, id.ToString(), cancellation) is not { ErasedAt: null, Email: { } address } customer)
        {
            return null;
        }

        var invoice = fact.Invoice is { } figures ? (await invoices.GetAsync(tenant, figures.Id, cancellation)).OrThrow() : null;
        if ((invoice is null ? MoneyMails.Of(fact, host) : InvoiceMails.Of(fact.Type, fact.Invoice!, invoice)) is not { } text)
        {
            return null;
        }

        var merchant = OneLine.Of(invoice?.MerchantName ?? (await merchants.GetAsync(tenant.Merchant, cancellation)).OrThrow().Name);
        var greeting = $"Hello {OneLine.Of(customer.Name)},";
        return new MailMessage
        {
            Id = fact.Id,
            Tenant = tenant,
            CustomerId = id,
            At = fact.At,
            FromName = merchant,
            ReplyTo = settings.ReplyTo,
            ToName = customer.Name,
            ToAddress = address,
            Subject = $"{text.Subject} – {merchant}",
            Text = text.ToText(greeting, merchant),
            Html = text.ToHtml(greeting, merchant),
            Attachment = invoice is null ? null : new MailAttachment(
                $"{invoice.Number}.pdf", Pdf, paper.Print(invoice, await recipients.OfAsync(tenant, invoice, cancellation), settings.Paper)),
        };
    }

    private static Id<Customer>? CustomerOf(BillingFact fact) =>
        fact.Invoice?.CustomerId ?? fact.Payment?.CustomerId ?? fact.Refund?.CustomerId ?? fact.TopUp?.CustomerId ?? fact.Alert?.CustomerId;
}
