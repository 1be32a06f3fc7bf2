using NodaTime;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>The lots of one grant of units in their order, each with what the one before left. Never is more drawn than there is, in whatever order hours are billed.</summary>
/// <remarks>
/// What goes on at the end of an interval is a function of what was drawn of it (<see cref="GrantRecurrence.RolledOver"/>), and an hour may be billed after hours behind it. What was carried over
/// and drawn there is not there to be drawn again: a lot must keep as much as those behind it need (<see cref="UnitLot.Needed"/>).
/// </remarks>
public sealed class UnitChain
{
    private readonly List<UnitLot> lots;

    /// <summary>The lots that come before an instant, and all that anything was drawn of.</summary>
    public UnitChain(PooledGrant grant, Instant before)
    {
        Grant = grant;
        lots = [];
        var missing = grant.Drawn.Count;
        for (var next = grant.First; next is not null && (missing > 0 || (next.At < before && !(next.At >= grant.VoidedAt))); next = next.Next())
        {
            var drawn = grant.Drawn.SumOf(next.Id);
            missing -= drawn > 0 ? 1 : 0;
            lots.Add(new UnitLot(next, grant.VoidedAt, drawn));
            ComesAgain = next.Next() is not null;
        }

        Settle();
    }

    /// <summary>The grant.</summary>
    public PooledGrant Grant { get; }

    /// <summary>True where another lot comes behind those that were looked at.</summary>
    public bool ComesAgain { get; }

    /// <summary>The lots.</summary>
    public IReadOnlyList<UnitLot> Lots => lots;

    /// <summary>What was drawn of the lots, with that of lots that were not looked at.</summary>
    public PooledGrant After => Grant with
    {
        Drawn = new([
            .. Grant.Drawn.Where(share => lots.TrueForAll(lot => lot.Id != share.Lot)),
            .. lots.Where(lot => lot.Drawn > 0).Select(lot => new LotShare(lot.Id, lot.Drawn)),
        ]),
    };

    /// <summary>Takes units, or for less than 0 gives them back.</summary>
    public void Draw(UnitLot lot, decimal quantity)
    {
        lot.Drawn += quantity;
        Settle();
    }

    private void Settle()
    {
        UnitLot? before = null;
        foreach (var lot in lots)
        {
            var isNext = before is not null && lot.Id.Occurrence == before.Id.Occurrence + 1;
            var left = isNext ? before!.Total - before.Drawn : 0;
            var rolled = lot.Id.Occurrence > 0 ? lot.Recurrence!.RolledOver(left) : 0;
            before?.Carried = isNext ? Math.Min(left, rolled) : 0;
            lot.Granted = Grant.First.Amount + rolled - Math.Min(left, rolled);
            lot.Total = Grant.First.Amount + rolled;
            before = lot;
        }

        UnitLot? behind = null;
        foreach (var lot in Enumerable.Reverse(lots))
        {
            var wanted = behind is not null && behind.Id.Occurrence == lot.Id.Occurrence + 1 ? behind.Needed - Grant.First.Amount : 0;
            lot.Needed = lot.Drawn + (wanted > (lot.Recurrence?.RolloverMinimum ?? 0) ? wanted : 0);
            behind = lot;
        }
    }
}
