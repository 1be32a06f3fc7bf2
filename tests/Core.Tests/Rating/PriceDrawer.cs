using Tallystick.Core.Rating;

namespace Tallystick.Tests.Core.Tests.Rating;

/// <summary>Draws prices of every model.</summary>
internal sealed class PriceDrawer(Random random)
{
    /// <summary>The values of the one dimension that there is; the last has no cell.</summary>
    internal static readonly string[] Groups = ["a", "b", ""];

    /// <summary>A price.</summary>
    internal PriceModel Any() => random.Next(8) switch
    {
        0 => new StandardPrice(AnyPrice()) { FreeUnits = AnyFreeUnits() },
        1 => new GraduatedPrice(AnyTiers()) { FreeUnits = AnyFreeUnits() },
        2 => new VolumePrice(AnyTiers()) { FreeUnits = AnyFreeUnits() },
        3 => AnyLinear() with { FreeUnits = AnyFreeUnits() },
        4 => new PackagePrice(AnyNumber(20) + 0.000000001m, AnyPrice(), random.Next(2) == 0 ? PackageRounding.Up : PackageRounding.Down) { FreeUnits = AnyFreeUnits() },
        5 => AnyPercentage() with { FreeUnits = AnyFreeUnits() },
        6 => new MatrixPrice(["g"], [.. Groups[..2].Select(group => new MatrixCell(new Dictionary<string, string> { ["g"] = group }, AnyPrice()))], AnyPrice()),
        _ => new DynamicPrice(0, 10),
    };

    /// <summary>A quantity or price with up to nine digits after the point.</summary>
    internal decimal AnyNumber(int below) => random.Next(3) == 0 ? random.Next(below) : decimal.Round(random.NextInt64(below * 1_000_000_000L) / 1_000_000_000m, random.Next(10));

    private decimal AnyPrice() => AnyNumber(10);

    private decimal AnyFreeUnits() => random.Next(3) == 0 ? AnyNumber(30) : 0;

    private List<PriceTier> AnyTiers()
    {
        var tiers = new List<PriceTier>();
        decimal end = 0;
        for (var i = random.Next(4); i > 0; i--)
        {
            end += AnyNumber(30) + 0.000000001m;
            tiers.Add(new PriceTier(end, AnyPrice(), random.Next(2) * AnyPrice()));
        }

        return [.. tiers, new PriceTier(null, AnyPrice(), random.Next(2) * AnyPrice())];
    }

    private LinearVolumePrice AnyLinear()
    {
        var ordered = new[] { AnyPrice(), AnyPrice(), AnyPrice() }.Order().ToList();
        return new LinearVolumePrice(ordered[1], (AnyNumber(10) - 5) / (random.Next(2) == 0 ? 1 : 100), ordered[0], ordered[2]) is var linear
            ? linear with { Gradient = decimal.Round(linear.Gradient, 9) }
            : linear;
    }

    private PercentagePrice AnyPercentage()
    {
        var bounds = new[] { AnyPrice(), AnyPrice(), AnyPrice() }.Order().ToList();
        return new PercentagePrice(AnyNumber(1), random.Next(2) * bounds[0], random.Next(2) == 0 ? null : bounds[1], random.Next(2) == 0 ? null : bounds[2]);
    }
}
