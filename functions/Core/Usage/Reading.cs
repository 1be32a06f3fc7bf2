using Tallystick.Core.Catalog;

namespace Tallystick.Core.Usage;

/// <summary>What one event means for one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Group">The values of the metric's dimensions.</param>
/// <param name="Value">The number; 0 where the metric counts different values.</param>
/// <param name="Distinct">The value that UNIQUE_COUNT tells apart; null for the other aggregations.</param>
/// <param name="UnitPrice">The price of one that came with the event; null for none.</param>
public sealed record Reading(Metric Metric, GroupKey Group, decimal Value, string? Distinct = null, decimal? UnitPrice = null);
