using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Hosting;
using Tallystick.Http.Merchants;

namespace Tallystick.Http.Invoices;

/// <summary>What a customer owes for a period. Amounts have all digits of the currency's minor unit: 1.50 for USD, 150 for JPY.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type"><c>invoice</c>, <c>credit_note</c> (its grand total is below 0) or <c>debit_note</c>.</param>
/// <param name="OriginalInvoiceId">The invoice that a note adds to or takes from; null for an invoice.</param>
/// <param name="OriginalInvoiceNumber">Its number.</param>
/// <param name="InvoiceNumber">The number that the customer sees, without gaps; null until it is issued.</param>
/// <param name="MerchantId">Who bills.</param>
/// <param name="Seller">What else it says of the merchant, as it was when it was issued; null for nothing.</param>
/// <param name="CustomerId">Who is billed.</param>
/// <param name="SubscriptionId">What for.</param>
/// <param name="Currency">In what.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="PeriodStart">The first instant of the period; of a note, that of the original.</param>
/// <param name="PeriodEnd">The first instant after the period.</param>
/// <param name="GracePeriodEnd">When events of the period stopped being waited for; null where none were.</param>
/// <param name="Subtotal">The prices without tax.</param>
/// <param name="TotalTax">The tax.</param>
/// <param name="TaxTotals">The tax by its rates, the highest first.</param>
/// <param name="TaxTreatment">How the customer is taxed.</param>
/// <param name="GrandTotal">Prices and tax.</param>
/// <param name="PrepaidAmount">What the wallet had paid as it was used: a part of the paid amount.</param>
/// <param name="PaidAmount">What has been paid; below 0 where more went into the wallet.</param>
/// <param name="CreditedAmount">What credit notes that were asked for took back, with tax: off what was left to pay, and of what was paid.</param>
/// <param name="UnpaidAmount">What is left to pay; below 0 where it is to go into the customer's wallet, and stays so while that is in another currency.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="IssuesAt">When a draft is issued by itself: behind the grace time and the review; null for one that was issued, and for a draft that has no such time yet.</param>
/// <param name="DueAt">When it is to be paid.</param>
/// <param name="PaidAt">When nothing was left to pay or to give back.</param>
/// <param name="VoidedAt">When it was called off.</param>
/// <param name="WrittenOffAt">When it was written off; it stays when it is paid later.</param>
/// <param name="WriteOffReason">Why.</param>
/// <param name="Charge">The last attempt to charge it to the customer's saved payment method; null where none was made.</param>
/// <param name="Reminders">How many reminders there were since it was due.</param>
/// <param name="CreatedAt">When it was drafted.</param>
/// <param name="LineItems">The lines; left out unless asked for with <c>expand=lineItems</c>.</param>
internal sealed record InvoiceResponse(
    Id<Invoice> Id,
    InvoiceType Type,
    Id<Invoice>? OriginalInvoiceId,
    string? OriginalInvoiceNumber,
    string? InvoiceNumber,
    Id<Merchant> MerchantId,
    SellerResponse? Seller,
    Id<Customer> CustomerId,
    string SubscriptionId,
    Currency Currency,
    InvoiceStatus Status,
    Instant PeriodStart,
    Instant PeriodEnd,
    Instant? GracePeriodEnd,
    string Subtotal,
    string TotalTax,
    IReadOnlyList<TaxTotalResponse> TaxTotals,
    TaxTreatment TaxTreatment,
    string GrandTotal,
    string PrepaidAmount,
    string PaidAmount,
    string CreditedAmount,
    string UnpaidAmount,
    Instant? IssuedAt,
    Instant? IssuesAt,
    Instant? DueAt,
    Instant? PaidAt,
    Instant? VoidedAt,
    Instant? WrittenOffAt,
    string? WriteOffReason,
    InvoiceChargeResponse? Charge,
    int Reminders,
    Instant CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<InvoiceLineResponse>? LineItems)
{
    public string Object => "invoice";

    /// <param name="request">The call, which says under what address this host is known.</param>
    /// <param name="withLines">True for the invoice with its lines.</param>
    public static Func<Invoice, InvoiceResponse> For(HttpRequest request, bool withLines = false) => invoice => Of(invoice, PublicOrigin.Of(request), withLines);

    private static InvoiceResponse Of(Invoice invoice, string origin, bool withLines)
    {
        string Money(decimal amount) => InvoiceMoney.Format(amount, invoice.Currency);
        return new(
            invoice.Id,
            invoice.Type,
            invoice.Original?.InvoiceId,
            invoice.Original?.Number,
            invoice.Number,
            invoice.MerchantId,
            SellerResponse.Of(invoice.Seller),
            invoice.CustomerId,
            invoice.SubscriptionId,
            invoice.Currency,
            invoice.Status,
            invoice.Period.Start,
            invoice.Period.End,
            invoice.GracePeriodEnd,
            Money(invoice.Subtotal),
            Money(invoice.TotalTax),
            TaxTotalResponse.Of(invoice),
            invoice.TaxTreatment,
            Money(invoice.GrandTotal),
            Money(invoice.Prepaid),
            Money(invoice.PaidAmount),
            Money(invoice.CreditedAmount),
            Money(invoice.UnpaidAmount),
            invoice.IssuedAt,
            invoice.Status == InvoiceStatus.Draft ? invoice.IssuesAt : null,
            invoice.DueAt,
            invoice.PaidAt,
            invoice.VoidedAt,
            invoice.WrittenOffAt,
            invoice.WriteOffReason,
            InvoiceChargeResponse.Of(invoice.Charge, origin),
            invoice.Reminders,
            invoice.CreatedAt,
            withLines ? [.. invoice.Lines.Select(line => InvoiceLineResponse.Of(line, invoice.Currency))] : null);
    }
}
