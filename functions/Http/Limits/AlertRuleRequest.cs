using Tallystick.Core.Catalog;
using Tallystick.Core.Limits;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Limits;

/// <summary>When alerts are to be raised: for one customer, for each subscriber of a plan, or, where neither is given, for each customer.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Type">spend_threshold, usage_threshold, wallet_low_balance or usage_spike. Required.</param>
/// <param name="CustomerId">The customer, by id or external id.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="BillableMetricId">The metric; required for usage, and left out for the spend on all of them.</param>
/// <param name="Threshold">More than 0: what is spent or used; of a balance what is too little; of a spike the least use of a day that is one. Required.</param>
/// <param name="Currency">The currency of money; required where neither the customer nor the plan tells it.</param>
/// <param name="Window">BILLING_PERIOD, DAY, WEEK or MONTH; required for the two thresholds, and only for them.</param>
/// <param name="Factor">How many times the mean of the days before is a spike: more than 1, at most 1,000; required for one.</param>
/// <param name="Days">How many days before a spike is compared with, 1 to 28; 7 unless given.</param>
internal sealed record AlertRuleRequest(
    string? MerchantId,
    string? Type,
    string? CustomerId,
    string? PlanId,
    string? BillableMetricId,
    decimal? Threshold,
    string? Currency,
    string? Window,
    decimal? Factor,
    int? Days) : INamesMerchant
{
    public NewAlertRule ToRule(Check check)
    {
        var kind = check.OneOf(
            "type",
            check.Required("type", Type),
            AlertKind.SpendThreshold,
            ("spend_threshold", AlertKind.SpendThreshold),
            ("usage_threshold", AlertKind.UsageThreshold),
            ("wallet_low_balance", AlertKind.WalletLowBalance),
            ("usage_spike", AlertKind.UsageSpike));
        var measure = new NewMeasure(
            check.OptionalText("customerId", CustomerId, UsageLimits.MaxKeyLength),
            check.OptionalId<Plan>("planId", PlanId),
            check.OptionalId<Metric>("billableMetricId", BillableMetricId),
            kind switch
            {
                AlertKind.SpendThreshold => MeasureKind.Spend,
                AlertKind.WalletLowBalance => MeasureKind.Balance,
                _ => MeasureKind.Quantity,
            },
            Currency is null ? null : check.Currency("currency", Currency),
            MeasureWindows.Read(check, Window));
        return new NewAlertRule(kind, measure, check.Amount("threshold", Threshold), check.OptionalAmount("factor", Factor), Days);
    }
}
