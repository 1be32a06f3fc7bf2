using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>A quantity that the merchant reports for a metric by its id.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Quantity">How much; not negative, within <see cref="Exact.Fits"/>.</param>
/// <param name="Price">The price of one, for prices that come with the event; null otherwise.</param>
public readonly record struct Measurement(Id<Metric> Metric, decimal Quantity, decimal? Price = null);
