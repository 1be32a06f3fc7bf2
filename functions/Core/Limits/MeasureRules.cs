using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Limits;

/// <summary>Makes measures, and refuses those that could count nothing.</summary>
/// <param name="customers">Who there is.</param>
/// <param name="metrics">What can be used.</param>
/// <param name="plans">What can be subscribed to.</param>
/// <param name="definitions">Tells the currency that a customer is billed in.</param>
/// <param name="wallets">Tells the currency of a customer without a subscription.</param>
public sealed class MeasureRules(
    CustomerDirectory customers, Metrics metrics, Plans plans, IAccountTermsReader definitions, WalletService wallets)
{
    /// <summary>
    /// The measure. Refused, with the field at fault: <c>CUSTOMER_NOT_FOUND</c>, <c>CUSTOMER_ERASED</c>, <c>PLAN_NOT_FOUND</c>, <c>BILLABLE_METRIC_NOT_FOUND</c>;
    /// <c>ONE_SCOPE</c> for a customer and a plan; <c>REQUIRED</c> for a quantity without a metric, and for a spend whose currency nothing tells; <c>NOT_MONEY</c> for a
    /// quantity with a currency; <c>NOT_ADDITIVE</c> for a metric whose quantities do not add up over time; <c>NOT_PRICED</c> for a spend on a metric that the plan has no
    /// price for; <c>CURRENCY_MISMATCH</c>.
    /// </summary>
    public async Task<Result<Measure>> MakeAsync(Tenant tenant, NewMeasure wanted, CancellationToken cancellation)
    {
        if (CheckForm(wanted) is { } broken)
        {
            return broken;
        }

        var customer = wanted.Subject is { } subject ? await customers.ResolveAsync(tenant, subject, cancellation) : null;
        if (customer is null && wanted.Subject is not null)
        {
            return Refusal.NotFound("CUSTOMER", wanted.Subject, "customerId");
        }

        if (customer?.RefuseErased("customerId") is { } erased)
        {
            return erased;
        }

        Plan? plan = null;
        if (wanted.PlanId is { } planId && !(await plans.GetAsync(tenant, planId, cancellation, "planId")).TryGet(out plan, out var noPlan))
        {
            return noPlan;
        }

        if (wanted.MetricId is { } metricId)
        {
            if (!(await metrics.GetAsync(tenant, metricId, cancellation, "billableMetricId")).TryGet(out var metric, out var noMetric))
            {
                return noMetric;
            }

            if (CheckMetric(wanted, metric, plan) is { } unfit)
            {
                return unfit;
            }
        }

        var measure = new Measure
        {
            CustomerId = customer?.Id,
            PlanId = wanted.PlanId,
            MetricId = wanted.MetricId,
            Kind = wanted.Kind,
            Window = wanted.Window,
        };
        if (wanted.Kind == MeasureKind.Quantity)
        {
            return measure;
        }

        var told = plan?.Latest.Terms.Currency ?? (customer is null ? null : await CurrencyOfAsync(AccountId.Of(tenant, customer.Id), cancellation));
        return CheckCurrency(wanted.Currency, told) is { } refused ? refused : measure with { Currency = wanted.Currency ?? told };
    }

    private static Refusal? CheckForm(NewMeasure wanted) => wanted switch
    {
        { Subject: not null, PlanId: not null } => Refusal.Invalid("planId", "A customer or a plan is expected, not both.", "ONE_SCOPE"),
        { Kind: MeasureKind.Quantity, MetricId: null } => Refusal.Invalid("billableMetricId", "A quantity is one of some metric.", "REQUIRED"),
        { Kind: MeasureKind.Quantity, Currency: not null } => Refusal.Invalid("currency", "Only money has a currency.", "NOT_MONEY"),
        _ => null,
    };

    private static Refusal? CheckMetric(NewMeasure wanted, Metric metric, Plan? plan) =>
        wanted.Kind == MeasureKind.Quantity && !metric.Aggregation.AddsUp()
            ? Refusal.Invalid("billableMetricId", "A metric with the aggregation SUM or COUNT is expected: no other adds up over time.", "NOT_ADDITIVE")
            : wanted.Kind == MeasureKind.Spend && plan is not null && plan.Latest.Prices.All(price => price.MetricId != metric.Id)
                ? Refusal.Invalid("billableMetricId", "The plan has no price for this metric, so nothing is ever spent on it.", "NOT_PRICED")
                : null;

    private static Refusal? CheckCurrency(Currency? wanted, Currency? told) => (wanted, told) switch
    {
        (null, null) => Refusal.Invalid("currency", "Nothing else tells the currency of the amount.", "REQUIRED"),
        ({ } given, { } known) when given != known => Refusal.Invalid("currency", $"The customer, or the plan, is billed in {known}.", "CURRENCY_MISMATCH"),
        _ => null,
    };

    private async Task<Currency?> CurrencyOfAsync(AccountId account, CancellationToken cancellation) =>
        (await definitions.TermsAsync(account, cancellation)).Currency ?? (await wallets.GetAsync(account, cancellation))?.Currency;
}
