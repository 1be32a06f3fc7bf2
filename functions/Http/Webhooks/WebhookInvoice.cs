using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Webhooks;

/// <summary>An invoice in the body of a webhook: members and forms of <see cref="InvoiceResponse"/>, as they were when it happened.</summary>
internal sealed record WebhookInvoice(
    Id<Invoice> Id,
    InvoiceType Type,
    Id<Invoice>? OriginalInvoiceId,
    string? OriginalInvoiceNumber,
    string InvoiceNumber,
    Id<Customer> CustomerId,
    string SubscriptionId,
    Currency Currency,
    InvoiceStatus Status,
    Instant PeriodStart,
    Instant PeriodEnd,
    string Subtotal,
    string TotalTax,
    string GrandTotal,
    string PaidAmount,
    string UnpaidAmount,
    Instant IssuedAt,
    Instant DueAt,
    Instant? PaidAt,
    Instant? VoidedAt,
    int Reminders,
    Instant? WrittenOffAt)
{
    public string Object => "invoice";

    public static WebhookInvoice Of(InvoiceFigures invoice)
    {
        string Money(decimal amount) => InvoiceMoney.Format(amount, invoice.Currency);
        return new(
            invoice.Id,
            invoice.Type,
            invoice.Original?.InvoiceId,
            invoice.Original?.Number,
            invoice.Number,
            invoice.CustomerId,
            invoice.SubscriptionId,
            invoice.Currency,
            invoice.Status,
            invoice.Period.Start,
            invoice.Period.End,
            Money(invoice.Subtotal),
            Money(invoice.TotalTax),
            Money(invoice.GrandTotal),
            Money(invoice.PaidAmount),
            Money(invoice.UnpaidAmount),
            invoice.IssuedAt,
            invoice.DueAt,
            invoice.PaidAt,
            invoice.VoidedAt,
            invoice.Reminders,
            invoice.WrittenOffAt);
    }
}
