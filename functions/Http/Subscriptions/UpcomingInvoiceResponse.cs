using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Subscriptions;

/// <summary>What the next invoice would be if its period ended with what is counted by now. Amounts have all digits of the currency's minor unit.</summary>
/// <param name="CustomerId">Who would be billed.</param>
/// <param name="SubscriptionId">What for.</param>
/// <param name="Currency">In what.</param>
/// <param name="AsOf">The customer's time at which this was counted.</param>
/// <param name="PeriodStart">The first instant of the period.</param>
/// <param name="PeriodEnd">The first instant after the period.</param>
/// <param name="GracePeriodEnd">Until when events of the period are waited for; then it is invoiced.</param>
/// <param name="Subtotal">The prices without tax.</param>
/// <param name="TotalTax">The tax.</param>
/// <param name="TaxTotals">The tax by its rates, the highest first.</param>
/// <param name="GrandTotal">Prices and tax.</param>
/// <param name="PrepaidAmount">What the wallet has paid of it as it was used.</param>
/// <param name="UnpaidAmount">What would be left to pay.</param>
/// <param name="LineItems">The lines.</param>
/// <param name="Notes">Credit and debit notes that would be drawn with it, where the plan bills late usage by notes.</param>
internal sealed record UpcomingInvoiceResponse(
    Id<Customer> CustomerId,
    string SubscriptionId,
    Currency Currency,
    Instant AsOf,
    Instant PeriodStart,
    Instant PeriodEnd,
    Instant GracePeriodEnd,
    string Subtotal,
    string TotalTax,
    IReadOnlyList<TaxTotalResponse> TaxTotals,
    string GrandTotal,
    string PrepaidAmount,
    string UnpaidAmount,
    IReadOnlyList<InvoiceLineResponse> LineItems,
    IReadOnlyList<UpcomingNoteResponse> Notes)
{
    public string Object => "upcomingInvoice";

    public static UpcomingInvoiceResponse Of(UpcomingInvoice upcoming)
    {
        var invoice = upcoming.Invoice;
        string Money(decimal amount) => InvoiceMoney.Format(amount, invoice.Currency);
        return new(
            invoice.CustomerId,
            invoice.SubscriptionId,
            invoice.Currency,
            invoice.CreatedAt,
            invoice.Period.Start,
            invoice.Period.End,
            upcoming.DueAt,
            Money(invoice.Subtotal),
            Money(invoice.TotalTax),
            TaxTotalResponse.Of(invoice),
            Money(invoice.GrandTotal),
            Money(invoice.Prepaid),
            Money(invoice.UnpaidAmount),
            [.. invoice.Lines.Select(line => InvoiceLineResponse.Of(line, invoice.Currency))],
            [.. upcoming.Notes.Select(UpcomingNoteResponse.Of)]);
    }
}
