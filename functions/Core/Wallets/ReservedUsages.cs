using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Sums of what is reserved: one entry a metric, in the order of the metrics' ids, none that is nothing.</summary>
internal static class ReservedUsages
{
    /// <summary>What a hold of some items reserves.</summary>
    internal static ValueList<ReservedUsage> Of(IEnumerable<HoldItem> items) =>
        Sum(items.Select(item => new ReservedUsage(item.MetricId, item.Quantity, item.Amount)));

    /// <summary>The sum, less what one hold reserved and with what it reserves now.</summary>
    internal static ValueList<ReservedUsage> Change(this ValueList<ReservedUsage> sum, ValueList<ReservedUsage> before, ValueList<ReservedUsage> after) =>
        before == after
            ? sum
            : Sum([.. sum, .. after, .. before.Select(entry => entry with { Quantity = -entry.Quantity, Amount = -entry.Amount })]);

    /// <summary>What a use leaves: each metric's amount falls with its quantity.</summary>
    internal static ValueList<ReservedUsage> After(this ValueList<ReservedUsage> reserved, ValueList<HoldUse> uses) =>
        reserved.Count == 0 || uses.Count == 0
            ? reserved
            : Sum(reserved.Select(entry => Left(entry, uses.Where(use => use.MetricId == entry.MetricId).Sum(use => Math.Max(0, use.Quantity)))));

    private static ReservedUsage Left(ReservedUsage entry, decimal used)
    {
        var left = Math.Max(0, entry.Quantity - used);
        return left == entry.Quantity
            ? entry
            : entry with { Quantity = left, Amount = ExactAmount.Product(entry.Amount, left).Per(entry.Quantity) };
    }

    private static ValueList<ReservedUsage> Sum(IEnumerable<ReservedUsage> entries) => new(
        entries.GroupBy(entry => entry.MetricId)
            .Select(metric => new ReservedUsage(metric.Key, metric.Sum(entry => entry.Quantity), metric.Sum(entry => entry.Amount)))
            .Where(entry => entry.Quantity != 0 || entry.Amount != 0)
            .OrderBy(entry => entry.MetricId, StringComparer.Ordinal));
}
