using Tallystick.Core.Catalog;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Plans;

/// <summary>What a plan takes off its prices.</summary>
/// <param name="Type"><c>percentage</c>, of what it covers, or <c>fixed</c>: an amount a period, off usage and fees in arrears. Required.</param>
/// <param name="Value">A fraction above 0 up to 1 (0.1 is 10 %), or an amount above 0. Required.</param>
/// <param name="Name">What invoices call it, at most 200 characters. Required.</param>
/// <param name="BillableMetricIds">The metrics whose use it covers; with no metric and no fee it covers all prices.</param>
/// <param name="FeeIds">The fees that it covers.</param>
/// <param name="Periods">How many periods it lasts, from the first under the plan on; all unless given.</param>
internal sealed record DiscountRequest(
    string? Type, decimal? Value, string? Name, IReadOnlyList<string?>? BillableMetricIds, IReadOnlyList<string?>? FeeIds, int? Periods)
{
    public static IReadOnlyList<Discount> Read(Check check, IReadOnlyList<DiscountRequest?>? discounts) =>
    [
        .. check.Items("discounts", discounts, PlanTerms.MaxDiscounts)
            .Select((discount, index) => check.Required($"discounts[{index}]", discount)?.ToDiscount(check.Within($"discounts[{index}]"))).OfType<Discount>(),
    ];

    public Discount ToDiscount(Check check) => new()
    {
        Type = check.OneOf("type", check.Required("type", Type), default, ("percentage", DiscountType.Percentage), ("fixed", DiscountType.Fixed)),
        Value = check.Amount("value", Value),
        Name = check.Text("name", Name, 200),
        MetricIds = [.. check.Items("billableMetricIds", BillableMetricIds, PlanVersion.MaxPrices).Select((id, index) => check.Id<Metric>($"billableMetricIds[{index}]", id))],
        FeeIds = [.. check.Items("feeIds", FeeIds, PlanVersion.MaxPrices).Select((id, index) => check.Text($"feeIds[{index}]", id, 100))],
        Periods = Periods,
    };
}
