using Tallystick.Core.Catalog;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Http.Customers;

/// <summary>A rate of tax for one metric or fee.</summary>
/// <param name="Rate">The fraction: 0.19 is 19 %.</param>
/// <param name="BillableMetricId">The metric; null for a fee.</param>
/// <param name="FeeId">The merchant's name of the fee; null for a metric.</param>
internal sealed record TaxRateResponse(decimal Rate, Id<Metric>? BillableMetricId, string? FeeId)
{
    public static TaxRateResponse Of(CustomerTaxRate rate) => new(rate.Rate, rate.MetricId, rate.FeeId);
}
