using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Notifications;

/// <summary>An invoice without its lines, as it was at some moment. No personal data.</summary>
/// <param name="Id">The invoice.</param>
/// <param name="Type">Invoice, credit note or debit note.</param>
/// <param name="Original">The invoice that a note adds to or takes from; null for an invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="CustomerId">Who is billed.</param>
/// <param name="SubscriptionId">What for.</param>
/// <param name="Currency">The currency of all amounts.</param>
/// <param name="Status">How far it had come.</param>
/// <param name="Period">The billing period.</param>
/// <param name="Subtotal">The prices without tax.</param>
/// <param name="TotalTax">The tax.</param>
/// <param name="PaidAmount">What had been paid; less what it gave the wallet.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="DueAt">When it is to be paid.</param>
/// <param name="PaidAt">When nothing was left to pay or to give back; null before.</param>
/// <param name="VoidedAt">When it was called off; null where it was not.</param>
/// <param name="Reminders">How many reminders there were.</param>
/// <param name="WrittenOffAt">When it was written off; null where it was not.</param>
/// <param name="SetOffAmount">What credit notes took off what was left to pay; of a credit note itself below 0.</param>
public sealed record InvoiceFigures(
    Id<Invoice> Id,
    InvoiceType Type,
    OriginalInvoice? Original,
    string Number,
    Id<Customer> CustomerId,
    string SubscriptionId,
    Currency Currency,
    InvoiceStatus Status,
    Period Period,
    decimal Subtotal,
    decimal TotalTax,
    decimal PaidAmount,
    Instant IssuedAt,
    Instant DueAt,
    Instant? PaidAt,
    Instant? VoidedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Reminders = 0,
    Instant? WrittenOffAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal SetOffAmount = 0)
{
    /// <summary>Prices and tax.</summary>
    public decimal GrandTotal => Subtotal + TotalTax;

    /// <summary>What was left to pay; below 0 where the merchant owed the customer.</summary>
    public decimal UnpaidAmount => GrandTotal - PaidAmount - SetOffAmount;

    /// <summary>An invoice that was issued, as it is.</summary>
    public static InvoiceFigures Of(Invoice invoice) => new(
        invoice.Id,
        invoice.Type,
        invoice.Original,
        invoice.Number!,
        invoice.CustomerId,
        invoice.SubscriptionId,
        invoice.Currency,
        invoice.Status,
        invoice.Period,
        invoice.Subtotal,
        invoice.TotalTax,
        invoice.PaidAmount,
        invoice.IssuedAt!.Value,
        invoice.DueAt!.Value,
        invoice.PaidAt,
        invoice.VoidedAt,
        invoice.Reminders,
        invoice.WrittenOffAt,
        invoice.SetOffAmount);
}
