using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>A customer with a subscription.</summary>
internal sealed record Subscriber(Tenant Tenant, Customer Customer, Subscription Subscription, PlanVersion Version, IReadOnlyList<Metric> Metrics)
{
    /// <summary>When the subscription is made, from the start of the scenario on; null for one that is there from the start.</summary>
    internal Duration? JoinsAt { get; init; }

    /// <summary>The account.</summary>
    internal AccountId Account => AccountId.Of(Tenant, Customer.Id);

    /// <summary>When periods begin and end, were the subscription to last for ever.</summary>
    internal BillingCalendar Calendar => new(Subscription.StartedAt, Version.Terms.BillingCadence, DateTimeZone.Utc);

    /// <summary>The price of a metric in the plan.</summary>
    internal Price PriceOf(Metric metric) => Version.Prices.Single(price => price.MetricId == metric.Id);
}
