using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What something costs: the use of a metric, or a fee. Never changes; another price is another record.</summary>
public sealed record Price : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "price";

    /// <summary>The price's id.</summary>
    public required Id<Price> Id { get; init; }

    /// <summary>The metric that is priced; null for a fee.</summary>
    public Id<Metric>? MetricId { get; init; }

    /// <summary>The merchant's name of the fee; null for a metric.</summary>
    public string? FeeId { get; init; }

    /// <summary>What invoices call the line.</summary>
    public required string InvoiceDisplayName { get; init; }

    /// <summary>When it is paid.</summary>
    public required PaymentTerm PaymentTerm { get; init; }

    /// <summary>How a quantity becomes an amount, in the plan's currency.</summary>
    public required PriceModel Model { get; init; }

    /// <summary>How often it is charged; null for the plan's cadence, which is the only one a plan takes.</summary>
    public BillingCadence? BillingCadence { get; init; }

    /// <summary>True for a fee that is charged once, with the first period under the plan: in full, however long that is, and never given back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOneTime { get; init; }

    /// <summary>Tax for customers who have no rate of their own, as a fraction: 0 to 1. Null for the plan's rate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? TaxRate { get; init; }

    /// <summary>How many of the fee are charged each period; 1 unless given. Means nothing for a metric.</summary>
    public decimal Quantity { get; init; } = 1;

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }
}
