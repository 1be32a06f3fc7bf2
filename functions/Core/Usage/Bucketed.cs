using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>What was used of one metric in one period, by group.</summary>
/// <param name="Period">The period.</param>
/// <param name="Groups">The folds by group; without entries where nothing was used.</param>
/// <param name="Positions">Where in the log the events stand: one range a partition.</param>
public sealed record Bucketed(Period Period, IReadOnlyDictionary<GroupKey, Aggregate> Groups, IReadOnlyList<PositionRange> Positions)
{
    /// <summary>All groups together.</summary>
    public Aggregate Total(Aggregation aggregation) =>
        Groups.Values.Aggregate(default(Aggregate), (sum, group) => Aggregate.Merge(aggregation, sum, group));
}
