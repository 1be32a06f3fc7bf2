using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Http.Plans;

/// <summary>What a plan takes off its prices.</summary>
/// <param name="Type">How it is reckoned.</param>
/// <param name="Value">A fraction, or an amount a period.</param>
/// <param name="Name">What invoices call it.</param>
/// <param name="BillableMetricIds">The metrics whose use it covers; with no metric and no fee it covers all prices.</param>
/// <param name="FeeIds">The fees that it covers.</param>
/// <param name="Periods">How many periods it lasts; null for all.</param>
internal sealed record DiscountResponse(
    DiscountType Type, decimal Value, string Name, IReadOnlyList<Id<Metric>> BillableMetricIds, IReadOnlyList<string> FeeIds, int? Periods)
{
    public static DiscountResponse Of(Discount discount) =>
        new(discount.Type, discount.Value, discount.Name, discount.MetricIds, discount.FeeIds, discount.Periods);
}
