using Tallystick.Core.Rating;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What a quantity costs, by the words of each price model.</summary>
internal static class Costs
{
    /// <summary>Before any rounding.</summary>
    /// <param name="model">The price; not one that comes with the events.</param>
    /// <param name="quantity">How much; nothing below 0 is drawn.</param>
    internal static decimal Of(PriceModel model, decimal quantity)
    {
        var billable = quantity - Math.Min(quantity, (model as TotalPrice)?.FreeUnits ?? 0);
        return billable == 0 ? 0 : model switch
        {
            StandardPrice standard => billable * standard.UnitPrice,
            GraduatedPrice graduated => Filled(graduated.Tiers, billable),
            VolumePrice volume => OfTier(volume.Tiers.First(tier => tier.UpTo is null || billable <= tier.UpTo), billable),
            LinearVolumePrice linear => billable * Math.Clamp(linear.Default + (linear.Gradient * billable), linear.Min, linear.Max),
            PackagePrice { Rounding: PackageRounding.Up } package => Math.Ceiling(billable / package.PackageSize) * package.Price,
            PackagePrice package => Math.Floor(billable / package.PackageSize) * package.Price,
            PercentagePrice percentage => Math.Clamp(
                (billable * percentage.Percentage) + percentage.FixedFee, percentage.MinCharge ?? decimal.MinValue, percentage.MaxCharge ?? decimal.MaxValue),
            _ => throw new ArgumentOutOfRangeException(nameof(model), model.Name, "A price that no scenario has."),
        };
    }

    private static decimal Filled(IReadOnlyList<PriceTier> tiers, decimal quantity)
    {
        var (cost, left, begin) = (0m, quantity, 0m);
        foreach (var tier in tiers.TakeWhile(_ => left > 0))
        {
            var some = tier.UpTo is { } end ? Math.Min(left, end - begin) : left;
            (cost, left, begin) = (cost + OfTier(tier, some), left - some, tier.UpTo ?? begin);
        }

        return cost;
    }

    private static decimal OfTier(PriceTier tier, decimal quantity) => (quantity * tier.UnitPrice) + tier.FlatFee;
}
