using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>What is counted, for whom and in which time: what a cap or an alert is about. Each customer is counted apart.</summary>
public sealed record Measure
{
    /// <summary>The one customer; null for each that the plan tells.</summary>
    public Id<Customer>? CustomerId { get; init; }

    /// <summary>For each subscriber of this plan; null for a customer's own, or, where that is null too, for every customer of the merchant.</summary>
    public Id<Plan>? PlanId { get; init; }

    /// <summary>Of one metric; null for the spend on all of them.</summary>
    public Id<Metric>? MetricId { get; init; }

    /// <summary>Money or quantity.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>The currency of a spend or a balance; null for a quantity. Customers who are billed in another are not concerned.</summary>
    public Currency? Currency { get; init; }

    /// <summary>In which time; null for a balance.</summary>
    public MeasureWindow? Window { get; init; }
}
