using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>A customer with a subscription.</summary>
internal sealed record Subscriber(Tenant Tenant, Customer Customer, Subscription Subscription, PlanVersion Version, IReadOnlyList<Metric> Metrics)
{
    /// <summary>The account.</summary>
    internal AccountId Account => AccountId.Of(Tenant, Customer.Id);

    /// <summary>The price of a metric in the plan.</summary>
    internal Price PriceOf(Metric metric) => Version.Prices.Single(price => price.MetricId == metric.Id);
}
