using Tallystick.Core.Catalog;
using Tallystick.Core.Limits;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Limits;

/// <summary>A cap to be set: for one customer, for each subscriber of a plan, or, where neither is given, for each customer.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="CustomerId">The customer, by id or external id.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Kind">spend for money, quota for a quantity of a metric. Required.</param>
/// <param name="BillableMetricId">The metric; required for a quota, and left out for the spend on all of them.</param>
/// <param name="Amount">The most that a window allows, 0 or more. Required.</param>
/// <param name="Currency">The currency of a spend; required where neither the customer nor the plan tells it.</param>
/// <param name="Window">BILLING_PERIOD, DAY, WEEK or MONTH. Required.</param>
/// <param name="AlertThresholds">At how many per cent of the amount an alert is raised: at most 10 of 1 to 100; 50, 80 and 100 unless given.</param>
internal sealed record CapRequest(
    string? MerchantId,
    string? CustomerId,
    string? PlanId,
    string? Kind,
    string? BillableMetricId,
    decimal? Amount,
    string? Currency,
    string? Window,
    IReadOnlyList<int>? AlertThresholds) : INamesMerchant
{
    private static readonly IReadOnlyList<int> DefaultThresholds = [50, 80, 100];

    public NewCap ToCap(Check check) => new(
        new NewMeasure(
            check.OptionalText("customerId", CustomerId, UsageLimits.MaxKeyLength),
            check.OptionalId<Plan>("planId", PlanId),
            check.OptionalId<Metric>("billableMetricId", BillableMetricId),
            check.OneOf("kind", check.Required("kind", Kind), MeasureKind.Spend, ("spend", MeasureKind.Spend), ("quota", MeasureKind.Quantity)),
            Currency is null ? null : check.Currency("currency", Currency),
            MeasureWindows.Read(check, check.Required("window", Window))),
        check.Amount("amount", Amount, min: 0),
        AlertThresholds ?? DefaultThresholds);
}
