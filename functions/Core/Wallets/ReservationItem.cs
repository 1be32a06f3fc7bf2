using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>One metric to hold money for.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Quantity">How much of it, 0 or more.</param>
/// <param name="Price">The price of one where no subscription of the customer's has one; null for none.</param>
public sealed record ReservationItem(Id<Metric> Metric, decimal Quantity, decimal? Price);
