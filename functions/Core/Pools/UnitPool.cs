using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Pools;

/// <summary>
/// The units of one metric that a customer was granted, and what was drawn of them. It stands where the periods are, so that drafting a period and drawing its units is one commit.
/// </summary>
/// <param name="Metric">The metric.</param>
/// <param name="Grants">The grants, in the order of their making: at most <see cref="MaxGrants"/>.</param>
public sealed record UnitPool(Id<Metric> Metric, ValueList<PooledGrant> Grants)
{
    /// <summary>How many grants of units of a metric a customer may ever have had.</summary>
    public const int MaxGrants = 200;

    internal static string DocumentId(Id<Customer> customer, Id<Metric> metric) => $"{Prefix(customer)}{metric}";

    internal static DocumentRange AllOf(Tenant tenant, Id<Customer> customer) => DocumentRange.WithPrefix(Billing.BillingDocuments.PartitionOf(tenant), Prefix(customer));

    private static string Prefix(Id<Customer> customer) => $"pool:{customer}:";
}
