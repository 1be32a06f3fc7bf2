using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Invoices;

/// <summary>A line to be added to a draft: an amount, or a quantity and a unit price.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="InvoiceId">The draft. Required.</param>
/// <param name="Description">What the invoice calls it, at most 200 characters. Required.</param>
/// <param name="Amount">What it comes to, in whole minor units of the currency; below 0 for what is given back. With tax where the plan's prices have tax in them.</param>
/// <param name="Quantity">How much; below 0 for what is given back.</param>
/// <param name="UnitPrice">The price of one. Quantity times unit price is rounded once, half to even, to the minor unit.</param>
/// <param name="TaxRate">Tax as a fraction: 0.19 is 19 %; the customer's or the plan's rate unless given.</param>
internal sealed record ManualLineRequest(
    string? MerchantId, string? InvoiceId, string? Description, decimal? Amount, decimal? Quantity, decimal? UnitPrice, decimal? TaxRate) : INamesMerchant
{
    public NewManualLine ToLine(Check check) => new(
        check.Lines("description", Description, NewManualLine.MaxDescription), check.OptionalAmount("amount", Amount), check.OptionalAmount("quantity", Quantity),
        check.OptionalAmount("unitPrice", UnitPrice), check.OptionalAmount("taxRate", TaxRate, 0, 1));

    public Id<Invoice> ToInvoice(Check check) => check.Id<Invoice>("invoiceId", InvoiceId);
}
