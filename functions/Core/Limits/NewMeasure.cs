using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>A measure as it was asked for.</summary>
/// <param name="Subject">The customer, by id or external id; null for more than one.</param>
/// <param name="PlanId">See <see cref="Measure.PlanId"/>.</param>
/// <param name="MetricId">See <see cref="Measure.MetricId"/>.</param>
/// <param name="Kind">See <see cref="Measure.Kind"/>.</param>
/// <param name="Currency">See <see cref="Measure.Currency"/>; null where the customer or the plan tells.</param>
/// <param name="Window">See <see cref="Measure.Window"/>.</param>
public sealed record NewMeasure(string? Subject, Id<Plan>? PlanId, Id<Metric>? MetricId, MeasureKind Kind, Currency? Currency, MeasureWindow? Window);
