using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>Decides which units pay for the usage of a period.</summary>
/// <param name="usage">What was used.</param>
internal sealed class UnitDrawing(IUsageSource usage)
{
    /// <summary>The units that pay for what was used in a period.</summary>
    internal async Task<IReadOnlyList<UnitDraw>> OfPeriodAsync(
        SubscriptionContext context, BillingPeriod counted, Price price, Metric metric, PoolFold pool, CancellationToken cancellation)
    {
        var parts = pool.Parts(counted.Period);
        var read = await usage.ReadAsync(context.Account, metric, parts, counted.Covers, allGroups: false, cancellation);
        var used = read.Select(part => part.Total(metric.Aggregation)).ToList();
        return Drawn(counted.Index, pool, parts.Zip(used.Select(part => part.Value)), Coverable(price, Sum(metric, used)));
    }

    /// <summary>The units that pay for what came late for a period behind a seal; those that go back where less is left than was paid by units.</summary>
    /// <param name="context">The subscription.</param>
    /// <param name="earlier">The period.</param>
    /// <param name="previous">The period that was closed last.</param>
    /// <param name="current">The period that is closed.</param>
    /// <param name="price">The price that the earlier one was billed by.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="known">What was drawn for the period by now.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<IReadOnlyList<UnitDraw>> OfLateAsync(
        SubscriptionContext context,
        BillingPeriod earlier,
        BillingPeriod previous,
        BillingPeriod current,
        Price price,
        Metric metric,
        PoolFold pool,
        IReadOnlyList<UnitDraw> known,
        CancellationToken cancellation)
    {
        var parts = pool.Parts(earlier.Period);
        var now = (await usage.ReadAsync(context.Account, metric, parts, current.Covers, allGroups: false, cancellation)).Select(part => part.Total(metric.Aggregation)).ToList();
        var then = await usage.ReadAsync(context.Account, metric, parts, previous.Covers, allGroups: false, cancellation);
        var covered = UnitDraw.Sum(known, earlier.Index, metric.Id);
        var room = Coverable(price, Sum(metric, now)) - covered;
        return room < 0
            ? Returned(pool, [.. known.Where(draw => draw.Index == earlier.Index && draw.Metric == metric.Id && !draw.IsReturned)], -room)
            : Drawn(earlier.Index, pool, parts.Zip(now.Zip(then, (after, before) => after.Value - before.Total(metric.Aggregation).Value)), room);
    }

    /// <summary>How much of what was used may be paid by units: all, but of what a hold has paid for only what is not needed to charge that.</summary>
    private static decimal Coverable(Price price, Aggregate total)
    {
        var (low, high) = (0m, Math.Max(0, total.Value));
        bool Leaves(decimal covered) => Rater.Amount(price.Model, new UsedQuantity(total.Value - covered)) >= total.Paid;
        if (total.Paid <= 0 || high == 0)
        {
            return high;
        }

        while (high - low > Exact.Smallest)
        {
            var middle = Exact.Round((low + high) / 2, Exact.MaxScale);
            (low, high) = Leaves(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static IReadOnlyList<UnitDraw> Drawn(int index, PoolFold pool, IEnumerable<(Period Part, decimal Used)> parts, decimal room)
    {
        var shares = new List<LotShare>();
        foreach (var (part, used) in parts)
        {
            foreach (var share in pool.Draw(part, Math.Min(used, room)))
            {
                room -= share.Amount;
                shares.Add(share);
            }
        }

        return [.. shares.GroupBy(share => share.Lot!.Value).Select(lot => new UnitDraw(index, pool.Metric, lot.Key, lot.Sum(share => share.Amount)))];
    }

    /// <summary>Gives units back, those that were taken last first.</summary>
    private static List<UnitDraw> Returned(PoolFold pool, IReadOnlyList<UnitDraw> drawn, decimal quantity)
    {
        var returned = new List<UnitDraw>();
        foreach (var lot in drawn.GroupBy(draw => draw.Lot).Reverse())
        {
            var back = Math.Min(quantity, lot.Sum(draw => draw.Quantity));
            if (back > 0)
            {
                pool.Return(lot.Key, back);
                quantity -= back;
                returned.Add(new UnitDraw(lot.First().Index, pool.Metric, lot.Key, -back));
            }
        }

        return returned;
    }

    private static Aggregate Sum(Metric metric, IEnumerable<Aggregate> parts) =>
        parts.Aggregate(default(Aggregate), (sum, part) => Aggregate.Merge(metric.Aggregation, sum, part));
}
