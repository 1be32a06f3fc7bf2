using System.Numerics;
using Tallystick.Core.Rating;

namespace Tallystick.Tests.Core.Tests.Rating;

/// <summary>
/// Prices one event after the other, in whole numbers of 10⁻²⁷, by the words of each model: each event fills tiers, opens packages and uses up free units where
/// the one before stopped.
/// </summary>
internal static class EventByEvent
{
    private static readonly BigInteger Nano = BigInteger.Pow(10, 9);

    /// <summary>What some events cost together.</summary>
    internal static BigInteger Cost(PriceModel model, IReadOnlyList<(decimal Value, string Group, decimal Price)> events)
    {
        if (model is MatrixPrice matrix)
        {
            return events.Aggregate(BigInteger.Zero, (sum, one) =>
                sum + (Units(one.Value) * Units(matrix.Cells.FirstOrDefault(cell => cell.Values["g"] == one.Group)?.UnitPrice ?? matrix.DefaultUnitPrice) * Nano));
        }

        if (model is DynamicPrice)
        {
            return events.Aggregate(BigInteger.Zero, (sum, one) => sum + (Units(one.Value) * Units(one.Price) * Nano));
        }

        var free = Units(((TotalPrice)model).FreeUnits);
        var billable = new List<BigInteger>();
        foreach (var (value, _, _) in events)
        {
            var covered = BigInteger.Min(free, Units(value));
            free -= covered;
            if (Units(value) > covered)
            {
                billable.Add(Units(value) - covered);
            }
        }

        return billable.Count == 0 ? 0 : Cost(model, billable);
    }

    private static BigInteger Cost(PriceModel model, List<BigInteger> values)
    {
        var total = values.Aggregate(BigInteger.Zero, (sum, value) => sum + value);
        return model switch
        {
            StandardPrice standard => values.Aggregate(BigInteger.Zero, (sum, value) => sum + (value * Units(standard.UnitPrice))) * Nano,
            GraduatedPrice graduated => Fill(graduated.Tiers, values),
            VolumePrice volume when volume.Tiers.First(tier => tier.UpTo is null || total <= Units(tier.UpTo.Value)) is var tier =>
                (total * Units(tier.UnitPrice) * Nano) + (Units(tier.FlatFee) * Nano * Nano),
            PackagePrice package => Open(package, values) * Units(package.Price) * Nano * Nano,
            PercentagePrice percentage => Share(percentage, values),
            LinearVolumePrice linear => Clamp((Units(linear.Default) * Nano) + (Units(linear.Gradient) * total), Units(linear.Min) * Nano, Units(linear.Max) * Nano) * total,
            _ => throw new ArgumentOutOfRangeException(nameof(model), model.Name, "No oracle."),
        };
    }

    /// <summary>Each event goes into the tier that is open, and what it has more into the next ones.</summary>
    private static BigInteger Fill(IReadOnlyList<PriceTier> tiers, List<BigInteger> values)
    {
        var (cost, at, filled, isEntered) = (BigInteger.Zero, 0, BigInteger.Zero, false);
        foreach (var value in values)
        {
            for (var left = value; left > 0;)
            {
                if (tiers[at].UpTo is { } end && filled == Units(end))
                {
                    (at, isEntered) = (at + 1, false);
                }

                var some = tiers[at].UpTo is { } upTo ? BigInteger.Min(left, Units(upTo) - filled) : left;
                cost += (some * Units(tiers[at].UnitPrice) * Nano) + (isEntered ? 0 : Units(tiers[at].FlatFee) * Nano * Nano);
                (left, filled, isEntered) = (left - some, filled + some, true);
            }
        }

        return cost;
    }

    /// <summary>How many packages the events use up, the last one begun or not at all.</summary>
    private static BigInteger Open(PackagePrice package, List<BigInteger> values)
    {
        var (size, opened, room) = (Units(package.PackageSize), BigInteger.Zero, BigInteger.Zero);
        foreach (var value in values)
        {
            room -= value;
            if (room < 0)
            {
                var more = (-room + size - 1) / size;
                (opened, room) = (opened + more, room + (more * size));
            }
        }

        return package.Rounding == PackageRounding.Down && room > 0 ? opened - 1 : opened;
    }

    private static BigInteger Share(PercentagePrice price, List<BigInteger> values)
    {
        var cost = values.Aggregate(BigInteger.Zero, (sum, value) => sum + (value * Units(price.Percentage))) * Nano;
        cost += Units(price.FixedFee) * Nano * Nano;
        return Clamp(cost, price.MinCharge is { } min ? Units(min) * Nano * Nano : cost, price.MaxCharge is { } max ? Units(max) * Nano * Nano : BigInteger.Max(cost, Units(price.MinCharge ?? 0) * Nano * Nano));
    }

    private static BigInteger Clamp(BigInteger value, BigInteger min, BigInteger max) => BigInteger.Min(max, BigInteger.Max(min, value));

    private static BigInteger Units(decimal value) => new(value * 1_000_000_000m);
}
