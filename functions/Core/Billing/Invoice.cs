using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>What a customer owes for a period. Changes only by <see cref="InvoiceTransitions"/>.</summary>
/// <remarks>No personal data: who the customer is stands in <see cref="InvoiceRecipient"/>. Totals are the sums of the lines, so they cannot disagree with them; money is in <see cref="Currency"/>, to its minor unit.</remarks>
public sealed record Invoice : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "inv";

    /// <summary>The invoice's id.</summary>
    public required Id<Invoice> Id { get; init; }

    /// <summary>Invoice, credit note or debit note. Not written for an invoice, whose document has to stay the same to the byte.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public InvoiceType Type { get; init; }

    /// <summary>The invoice that a note adds to or takes from; null for an invoice.</summary>
    public OriginalInvoice? Original { get; init; }

    /// <summary>The number that the customer sees (see <see cref="InvoiceCounter"/>); null until it is issued.</summary>
    public string? Number { get; init; }

    /// <summary>How far it has come.</summary>
    public InvoiceStatus Status { get; init; } = InvoiceStatus.Draft;

    /// <summary>Who bills.</summary>
    public required Id<Merchant> MerchantId { get; init; }

    /// <summary>What the merchant was called when the invoice was made.</summary>
    public required string MerchantName { get; init; }

    /// <summary>What else the invoice says of the merchant, as it was when it was issued; null for nothing, and not written then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Seller? Seller { get; init; }

    /// <summary>Who is billed.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>The subscription that is billed.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Whether the prices had tax in them.</summary>
    public required TaxBehavior TaxBehavior { get; init; }

    /// <summary>How the customer is taxed. Not written for most, whose documents have to stay the same to the byte.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TaxTreatment TaxTreatment { get; init; }

    /// <summary>The billing period; of a note, that of the original.</summary>
    public required Period Period { get; init; }

    /// <summary>When events of the period stopped being waited for.</summary>
    public Instant? GracePeriodEnd { get; init; }

    /// <summary>The IANA zone that times are printed in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When it was drafted.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>
    /// When a draft that is reviewed is issued by itself; null where it is not, and once it is issued. Not written without, for issued invoices have to stay the same to the
    /// byte.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? IssuesAt { get; init; }

    /// <summary>When it was issued; null before.</summary>
    public Instant? IssuedAt { get; init; }

    /// <summary>When it is to be paid; null until it is issued.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>When nothing was left to pay or to give back; null before.</summary>
    public Instant? PaidAt { get; init; }

    /// <summary>When it was called off; null where it was not.</summary>
    public Instant? VoidedAt { get; init; }

    /// <summary>When it was written off; null where it was not. It stays when the invoice is paid later.</summary>
    public Instant? WrittenOffAt { get; init; }

    /// <summary>Why it was written off; null where it was not.</summary>
    public string? WriteOffReason { get; init; }

    /// <summary>How many reminders there were since it was due.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Reminders { get; init; }

    /// <summary>When the last reminder was; null before the first.</summary>
    public Instant? RemindedAt { get; init; }

    /// <summary>The last attempt to charge it to the customer's saved payment method; null where none was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InvoiceCharge? Charge { get; init; }

    /// <summary>The lines, numbered from 1.</summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    /// <summary>What the merchant added while it was a draft, each shown by a line behind those that were rated; null, and not written, for nothing.</summary>
    public IReadOnlyList<ManualLine>? ManualLines { get; init; }

    /// <summary>What has been paid: from the wallet before, and since it was issued; less what it gave the wallet.</summary>
    public required decimal PaidAmount { get; init; }

    /// <summary>
    /// What credit notes of the merchant's took off what was left to pay; of such a note itself below 0, by what it set off.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal SetOffAmount { get; init; }

    /// <summary>What credit notes of the merchant's took back, with tax: what they set off, and what they gave back of what was paid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal CreditedAmount { get; init; }

    /// <summary>The prices without tax.</summary>
    public decimal Subtotal => Lines.Sum(line => line.TotalPrice);

    /// <summary>The tax.</summary>
    public decimal TotalTax => Lines.Sum(line => line.TotalTax);

    /// <summary>The tax by its rates, the highest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<TaxTotal> TaxTotals => TaxTotal.Of(Lines);

    /// <summary>Prices and tax.</summary>
    public decimal GrandTotal => Subtotal + TotalTax;

    /// <summary>The rate by which what a price charged was taxed; null where it has no line of its own.</summary>
    internal decimal? TaxRateOf(string priceId) => Lines.FirstOrDefault(line => line.PriceId == priceId && line.Original is null)?.TaxRate;

    /// <summary>What the wallet had paid before the invoice was made: a part of <see cref="PaidAmount"/>.</summary>
    public decimal Prepaid => Lines.Sum(line => line.Prepaid);

    /// <summary>What is left to pay; below 0 where the merchant owes the customer.</summary>
    public decimal UnpaidAmount => GrandTotal - PaidAmount - SetOffAmount;
}
