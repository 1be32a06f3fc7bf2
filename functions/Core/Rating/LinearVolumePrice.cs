using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>All units at a price that moves with the whole quantity: default + gradient × quantity, from min to max.</summary>
/// <param name="Default">The unit price at the beginning, from <paramref name="Min"/> to <paramref name="Max"/>.</param>
/// <param name="Gradient">What each unit adds to it; below 0 where more is cheaper.</param>
/// <param name="Min">The lowest unit price, 0 or more.</param>
/// <param name="Max">The highest unit price.</param>
public sealed record LinearVolumePrice(decimal Default, decimal Gradient, decimal Min, decimal Max) : TotalPrice
{
    /// <summary>The model's name in the API and in documents. <see cref="VolumePrice.Model"/> with these properties is the same model.</summary>
    public const string Model = "linearVolume";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <summary>Reads the properties of the API.</summary>
    internal static LinearVolumePrice Read(PriceProperties properties) =>
        new(properties.Decimal("default"), properties.Decimal("gradient"), properties.Decimal("min"), properties.Decimal("max")) { FreeUnits = properties.FreeUnits() };

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) => ExactAmount.Product(quantity, Max);

    /// <remarks>Where the price rises, a unit costs its own price and what it adds to those before it: at most where the price arrives at <see cref="Max"/>.</remarks>
    /// <inheritdoc/>
    public override ExactAmount MostAdded(decimal quantity) => ExactAmount.Product(quantity, Gradient > 0 ? (2 * Max) - Default : Default);

    private protected override IEnumerable<FieldError> ErrorsOf(string path) =>
    [
        .. PriceCheck.Price(path + "min", Min),
        .. PriceCheck.Price(path + "max", Max),
        .. PriceCheck.That(Min <= Max, path + "max", "The highest price is below the lowest, min.", "BOUNDS_CROSSED"),
        .. PriceCheck.Price(path + "default", Default),
        .. PriceCheck.That(Min > Max || (Min <= Default && Default <= Max), path + "default", "It is from min to max.", "OUT_OF_RANGE"),
        .. PriceCheck.That(Exact.Fits(Gradient), path + "gradient", "At most 15 digits before and 9 after the decimal point are taken.", "INVALID_PRICE"),
    ];

    private protected override IEnumerable<PricePart> PartsOf(decimal quantity)
    {
        var moved = Default + ExactAmount.Product(Gradient, quantity);
        var unitPrice = moved < Min ? Min : moved > Max ? Max : moved;
        return [new PricePart("each", quantity, unitPrice.Round(Exact.MaxScale), unitPrice.Times(quantity))];
    }
}
