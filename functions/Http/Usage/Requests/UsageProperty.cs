namespace Tallystick.Http.Usage.Requests;

/// <summary>A quantity of a metric.</summary>
/// <param name="BillableMetricId">The metric's id.</param>
/// <param name="Quantity">0 or more, at most 15 digits before and 9 after the point; a string or a number.</param>
/// <param name="Price">The price of one, where the plan leaves it to the event.</param>
public sealed record UsageProperty(string BillableMetricId, decimal Quantity, decimal? Price = null);
