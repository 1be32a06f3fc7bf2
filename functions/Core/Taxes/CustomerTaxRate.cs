using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Taxes;

/// <summary>A customer's rate for one thing that is sold: a metric or a fee.</summary>
/// <param name="MetricId">The metric; null for a fee.</param>
/// <param name="FeeId">The merchant's name of the fee; null for a metric.</param>
/// <param name="Rate">A fraction, 0 to 1, at most 9 digits after the point: 0.19 is 19 %.</param>
public sealed record CustomerTaxRate(Id<Metric>? MetricId, string? FeeId, decimal Rate);
