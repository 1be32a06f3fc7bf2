using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Taxes;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Customers;

/// <summary>How a customer is taxed from now on. What is left out is as it is for a new customer.</summary>
/// <param name="TaxRate">Tax as a fraction; what prices and plans say unless given.</param>
/// <param name="TaxRates">Rates for single metrics and fees; one without either is the same as <c>taxRate</c>. At most 100.</param>
/// <param name="TaxTreatment"><c>standard</c> (unless given), <c>exempt</c> or <c>reverse_charge</c>: with the latter two nothing is taxed.</param>
/// <param name="TaxId">The number under which the customer is registered for tax, at most 50 characters: printed on invoices, required for reverse charge.</param>
internal sealed record CustomerTaxRequest(decimal? TaxRate, IReadOnlyList<TaxRateRequest?>? TaxRates, string? TaxTreatment, string? TaxId)
{
    public Customer On(Customer customer, Check check)
    {
        var general = check.OptionalAmount("taxRate", TaxRate, 0, 1);
        var single = new List<CustomerTaxRate>();
        foreach (var (index, rate) in check.Items("taxRates", TaxRates, Customer.MaxTaxRates).Index())
        {
            if (Read(rate, check.Within($"taxRates[{index}]")) is not { } one)
            {
                check.That(general is null, $"taxRates[{index}].rate", "There is another rate for all that has none of its own.", "DUPLICATE");
                general = rate?.Rate;
                continue;
            }

            check.That(!single.Exists(known => known with { Rate = one.Rate } == one), $"taxRates[{index}]", "There is another rate for it.", "DUPLICATE");
            single.Add(one);
        }

        var treatment = check.OneOf(
            "taxTreatment", TaxTreatment, Core.Taxes.TaxTreatment.Standard,
            ("standard", Core.Taxes.TaxTreatment.Standard), ("exempt", Core.Taxes.TaxTreatment.Exempt), ("reverse_charge", Core.Taxes.TaxTreatment.ReverseCharge));
        check.That(
            treatment != Core.Taxes.TaxTreatment.ReverseCharge || !string.IsNullOrWhiteSpace(TaxId),
            "taxId", "Who accounts for the tax is registered for it: the number is required.", "REQUIRED");
        return customer with { TaxRate = general, TaxRates = single, TaxTreatment = treatment, TaxId = check.OptionalText("taxId", TaxId, 50) };
    }

    /// <summary>A rate for a metric or a fee; null for one that is for neither.</summary>
    private static CustomerTaxRate? Read(TaxRateRequest? request, Check check)
    {
        var rate = check.Amount("rate", request?.Rate, 0, 1);
        var metric = check.OptionalId<Metric>("billableMetricId", request?.BillableMetricId);
        var fee = check.OptionalText("feeId", request?.FeeId, 100);
        check.That(metric is null || fee is null, "feeId", "A rate is for a metric or for a fee.", "AMBIGUOUS");
        return metric is null && fee is null ? null : new CustomerTaxRate(metric, fee, rate);
    }
}
