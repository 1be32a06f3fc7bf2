using System.Text.Json.Serialization;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>Units of a grant that pay for usage: a given fact, kept with the period that was drafted with it.</summary>
/// <param name="Index">The number of the period in which the usage occurred: the drafted one, or an earlier one for what came late.</param>
/// <param name="Metric">Of what.</param>
/// <param name="Lot">Which grant's, and which time.</param>
/// <param name="Quantity">How many; below 0 for those that a correction gave back.</param>
public sealed record UnitDraw(int Index, Id<Metric> Metric, LotId Lot, decimal Quantity)
{
    /// <summary>True where they went back because the invoice was called off. What was rated with them stays as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsReturned { get; init; }

    /// <summary>How many units pay for a metric's usage of a period.</summary>
    internal static decimal Sum(IEnumerable<UnitDraw>? draws, int index, Id<Metric> metric) =>
        draws?.Where(draw => draw.Index == index && draw.Metric == metric).Sum(draw => draw.Quantity) ?? 0;
}
