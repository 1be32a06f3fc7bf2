using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>Units that are left of a grant.</summary>
/// <param name="Metric">Of what.</param>
/// <param name="Lot">Which grant's, which time, and how many.</param>
public sealed record UnitShare(Id<Metric> Metric, Lot Lot);
