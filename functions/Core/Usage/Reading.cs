using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>What one event means for one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Group">The values of the metric's dimensions.</param>
/// <param name="Value">The number; 0 where the metric counts different values.</param>
/// <param name="Distinct">The value that UNIQUE_COUNT tells apart; null for the other aggregations.</param>
/// <param name="UnitPrice">The price of one that came with the event; null for none.</param>
public sealed record Reading(Metric Metric, GroupKey Group, decimal Value, string? Distinct = null, decimal? UnitPrice = null)
{
    /// <summary>True where the customer has agreed to pay the price that came with the event.</summary>
    public bool IsPricedByEvent { get; init; }

    /// <summary>What it costs by the price that came with the event; 0 where the price is another.</summary>
    public ExactAmount Cost => IsPricedByEvent ? ExactAmount.Product(Value, UnitPrice ?? 0) : default;
}
