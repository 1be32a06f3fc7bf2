using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;

namespace Tallystick.Core.Taxes;

/// <summary>
/// Taxes as the merchant defined them. The first that there is: the customer's treatment, the customer's rate for the metric or fee, the customer's rate, the
/// price's rate, the plan's.
/// </summary>
public sealed class DefinedTaxes : ITaxSource
{
    /// <inheritdoc/>
    public ValueTask<TaxDecision> DecideAsync(TaxQuestion question, CancellationToken cancellation) => new(Decide(question));

    private static TaxDecision Decide(TaxQuestion question)
    {
        var customer = question.Customer;
        return customer.TaxTreatment == TaxTreatment.Standard
            ? new TaxDecision(
                TaxTreatment.Standard,
                customer.TaxRate ?? question.DefaultRate,
                question.Items.ToDictionary(item => item.Price.Id.ToString(), item => RateOf(customer, item)))
            : TaxDecision.Of(0, customer.TaxTreatment);
    }

    private static decimal RateOf(Customer customer, TaxedItem item) =>
        customer.TaxRates.FirstOrDefault(rate => IsFor(rate, item.Price))?.Rate ?? customer.TaxRate ?? item.CatalogRate;

    private static bool IsFor(CustomerTaxRate rate, Price price) =>
        price.MetricId is { } metric ? rate.MetricId == metric : rate.FeeId is not null && rate.FeeId == price.FeeId;
}
