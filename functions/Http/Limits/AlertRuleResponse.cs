using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Limits;

/// <summary>When alerts are raised.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Type">What the alerts tell.</param>
/// <param name="CustomerId">The customer; null for more than one.</param>
/// <param name="PlanId">The plan whose subscribers it is for; null for a customer's own, and for one that is for all.</param>
/// <param name="BillableMetricId">The metric; null for money of all of them.</param>
/// <param name="Threshold">What is to be crossed.</param>
/// <param name="Currency">The currency of money; null for a quantity.</param>
/// <param name="Window">In which time; null for a balance and for a spike.</param>
/// <param name="Factor">How many times the mean of the days before is a spike; null for other rules.</param>
/// <param name="Days">How many days before a spike is compared with; null for other rules.</param>
/// <param name="SetBy">Who has set it: the merchant, or the customer in the portal.</param>
/// <param name="CreatedAt">When it was set.</param>
internal sealed record AlertRuleResponse(
    Id<AlertRule> Id,
    Id<Merchant> MerchantId,
    AlertKind Type,
    Id<Customer>? CustomerId,
    Id<Plan>? PlanId,
    Id<Metric>? BillableMetricId,
    decimal Threshold,
    Currency? Currency,
    MeasureWindow? Window,
    decimal? Factor,
    int? Days,
    LimitOwner SetBy,
    Instant CreatedAt)
{
    public string Object => "alertRule";

    public static Func<AlertRule, AlertRuleResponse> For(Tenant tenant) => rule => new(
        rule.Id,
        tenant.Merchant,
        rule.Kind,
        rule.Measure.CustomerId,
        rule.Measure.PlanId,
        rule.Measure.MetricId,
        rule.Threshold,
        rule.Measure.Currency,
        rule.Measure.Window,
        rule.Spike?.Factor,
        rule.Spike?.Days,
        rule.SetBy,
        rule.CreatedAt);
}
