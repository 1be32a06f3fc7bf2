using Tallystick.Core.Rating;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Draws price models.</summary>
internal sealed class PriceDrawer(Random random)
{
    /// <summary>The bounds of prices that come with the events.</summary>
    internal static readonly DynamicPrice EventPrice = new(0.1m, 2);

    private static readonly decimal[] UnitPrices = [0.01m, 0.25m, 1m, 0.333333333m, 2.5m, 0.005m];

    /// <summary>A price of a fee.</summary>
    internal PriceModel OfFee() => random.Next(4) switch
    {
        0 => new GraduatedPrice(AnyTiers(1)),
        1 => new PackagePrice(2, AnyUnitPrice()),
        _ => new StandardPrice(AnyUnitPrice()),
    };

    /// <summary>A price of single events.</summary>
    internal PriceModel OfEvents() => random.Next(3) == 0 ? EventPrice : new StandardPrice(AnyUnitPrice());

    /// <summary>A price of what was used in a period.</summary>
    internal PriceModel OfTotals()
    {
        var freeUnits = random.Next(2) * random.Next(1, 500);
        return random.Next(8) switch
        {
            0 => new GraduatedPrice(AnyTiers(500)) { FreeUnits = freeUnits },
            1 => new VolumePrice(AnyTiers(500)) { FreeUnits = freeUnits },
            2 => new LinearVolumePrice(1, random.Next(-20, 20) / 1000m, 0.25m, 2) { FreeUnits = freeUnits },
            3 => new PackagePrice(random.Next(1, 300), AnyUnitPrice(), random.Next(2) == 0 ? PackageRounding.Up : PackageRounding.Down) { FreeUnits = freeUnits },
            4 => new PercentagePrice(0.029m, random.Next(2) * 0.3m, random.Next(2) == 0 ? null : 5, random.Next(2) == 0 ? null : 30) { FreeUnits = freeUnits },
            5 => new StandardPrice(AnyUnitPrice()) { FreeUnits = freeUnits },
            _ => new StandardPrice(AnyUnitPrice()),
        };
    }

    /// <summary>The price of one that comes with an event: within the bounds, out of them, or none.</summary>
    internal decimal? OfEvent() => random.Next(10) switch { 0 => null, 1 => 2.01m, _ => random.Next(100, 2001) / 1000m };

    private List<PriceTier> AnyTiers(int size) =>
    [
        new(random.Next(1, 3) * size, AnyUnitPrice(), random.Next(2) * 0.5m), new(random.Next(3, 6) * size, AnyUnitPrice()), new(null, AnyUnitPrice(), random.Next(2)),
    ];

    private decimal AnyUnitPrice() => UnitPrices[random.Next(UnitPrices.Length)];
}
