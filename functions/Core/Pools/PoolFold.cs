using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Pools;

/// <summary>Draws units of a metric for the usage of hours. As pure as its state: the same pool, hours and quantities in the same order give the same draws.</summary>
public sealed class PoolFold
{
    private readonly List<UnitChain> chains;

    /// <summary>The pool, as far as it pays for usage before an instant.</summary>
    public PoolFold(UnitPool pool, Instant before)
    {
        Metric = pool.Metric;
        chains = [.. pool.Grants.Select(grant => new UnitChain(grant, before))];
    }

    /// <summary>The metric.</summary>
    public Id<Metric> Metric { get; }

    /// <summary>The grants with their lots.</summary>
    public IReadOnlyList<UnitChain> Chains => chains;

    /// <summary>The pool as drawing leaves it.</summary>
    public UnitPool After => new(Metric, new(chains.Select(chain => chain.After)));

    /// <summary>A period, parted where lots begin and end: within each part the same lots pay.</summary>
    public IReadOnlyList<Period> Parts(Period period)
    {
        List<Instant> borders =
        [
            period.Start,
            .. chains.SelectMany(chain => chain.Lots).SelectMany(lot => new[] { lot.From, lot.Until }).Where(border => period.Start < border && border < period.End).Distinct().Order(),
            period.End,
        ];
        return [.. borders.Zip(borders.Skip(1), (start, end) => new Period(start, end))];
    }

    /// <summary>Takes units for the usage of a part, as many as there are, in <see cref="BurnOrder"/>.</summary>
    public IEnumerable<LotShare> Draw(Period part, decimal wanted)
    {
        foreach (var (chain, lot) in PayingAt(part.Start))
        {
            var taken = Math.Min(wanted, lot.Free);
            if (taken > 0)
            {
                chain.Draw(lot, taken);
                wanted -= taken;
                yield return new LotShare(lot.Id, taken);
            }
        }
    }

    /// <summary>Gives units back; those of lots that the pool does not have are gone.</summary>
    public void Return(LotId id, decimal quantity)
    {
        foreach (var chain in chains)
        {
            foreach (var lot in chain.Lots.Where(lot => lot.Id == id).ToList())
            {
                chain.Draw(lot, -Math.Min(quantity, lot.Drawn));
            }
        }
    }

    private List<(UnitChain Chain, UnitLot Lot)> PayingAt(Instant hour) =>
        [.. chains.SelectMany(chain => chain.Lots.Where(lot => lot.PaysAt(hour)).Select(lot => (chain, lot))).OrderBy(pair => pair.lot.Order, BurnOrder.Instance)];
}
