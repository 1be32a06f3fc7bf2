using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Checkout;

/// <summary>What is to be paid at the start. Amounts have all digits of the currency's minor unit.</summary>
/// <param name="Currency">In what.</param>
/// <param name="PeriodStart">The first instant that is paid for.</param>
/// <param name="PeriodEnd">The first instant that is not.</param>
/// <param name="Lines">What for.</param>
/// <param name="TotalTax">The tax in it.</param>
/// <param name="Total">What it comes to, with tax.</param>
/// <param name="Unpaid">What is left to pay.</param>
internal sealed record CheckoutInvoice(
    Currency Currency, Instant PeriodStart, Instant PeriodEnd, IReadOnlyList<CheckoutLine> Lines, string TotalTax, string Total, string Unpaid)
{
    public static CheckoutInvoice Of(Invoice invoice)
    {
        string Money(decimal amount) => InvoiceMoney.Format(amount, invoice.Currency);
        return new(
            invoice.Currency,
            invoice.Period.Start,
            invoice.Period.End,
            [.. invoice.Lines.Select(line => new CheckoutLine(line.DisplayName, Money(line.TotalAmount)))],
            Money(invoice.TotalTax),
            Money(invoice.GrandTotal),
            Money(invoice.UnpaidAmount));
    }
}
