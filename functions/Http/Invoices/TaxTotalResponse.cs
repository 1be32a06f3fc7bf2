using Tallystick.Core.Billing;

namespace Tallystick.Http.Invoices;

/// <summary>What of an invoice is taxed by one rate.</summary>
/// <param name="TaxRate">The rate as a fraction.</param>
/// <param name="TaxableAmount">The prices without tax.</param>
/// <param name="TaxAmount">The tax on them.</param>
internal sealed record TaxTotalResponse(decimal TaxRate, string TaxableAmount, string TaxAmount)
{
    /// <summary>The tax of an invoice by its rates, the highest first.</summary>
    public static IReadOnlyList<TaxTotalResponse> Of(Invoice invoice) =>
    [
        .. invoice.TaxTotals.Select(total =>
            new TaxTotalResponse(total.Rate, InvoiceMoney.Format(total.Taxable, invoice.Currency), InvoiceMoney.Format(total.Tax, invoice.Currency))),
    ];
}
