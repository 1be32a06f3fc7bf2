using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>Prices in words, for whoever is asked to agree to them.</summary>
internal static class PriceText
{
    /// <summary>The price, for example <c>up to 1000: 0.01 USD each; above 1000: 0.005 USD each</c>.</summary>
    internal static string Of(PriceModel model, Currency currency)
    {
        var text = model switch
        {
            GraduatedPrice graduated => Tiers(graduated.Tiers, currency),
            VolumePrice volume => "all at the price of the whole quantity: " + Tiers(volume.Tiers, currency),
            LinearVolumePrice linear => $"all at {Money(linear.Default, currency)} each, changing by {Money(linear.Gradient, currency)} with each unit, "
                + $"from {Money(linear.Min, currency)} to {Money(linear.Max, currency)}",
            PackagePrice package => $"{Money(package.Price, currency)} for each {Number(package.PackageSize)}{(package.Rounding == PackageRounding.Up ? " or part of them" : "")}",
            PercentagePrice percentage => Percentage(percentage, currency),
            MatrixPrice matrix => Matrix(matrix, currency),
            DynamicPrice price => $"a price of its own for each use, from {Money(price.MinPrice, currency)} to {Money(price.MaxPrice, currency)} each",
            StandardPrice standard => Each(standard.UnitPrice, currency),
            _ => throw new ArgumentOutOfRangeException(nameof(model), model.Name, "A price model without words."),
        };
        return model is TotalPrice { FreeUnits: > 0 } total ? $"{Number(total.FreeUnits)} free, then {text}" : text;
    }

    private static string Tiers(IReadOnlyList<PriceTier> tiers, Currency currency) => string.Join("; ", PriceTier.Bounded(tiers).Select(tier =>
        $"{tier.Label}: {Each(tier.Tier.UnitPrice, currency)}{(tier.Tier.FlatFee > 0 ? $" and {Money(tier.Tier.FlatFee, currency)}" : "")}"));

    private static string Percentage(PercentagePrice price, Currency currency) =>
        $"{Number(price.Percentage * 100)} %"
        + (price.FixedFee > 0 ? $" and {Money(price.FixedFee, currency)}" : "")
        + (price.MinCharge is { } min ? $", at least {Money(min, currency)}" : "")
        + (price.MaxCharge is { } max ? $", at most {Money(max, currency)}" : "");

    private static string Matrix(MatrixPrice matrix, Currency currency) => string.Join(
        "; ", matrix.Cells.Select(cell => $"{matrix.LabelOf(cell)}: {Each(cell.UnitPrice, currency)}").Append($"other: {Each(matrix.DefaultUnitPrice, currency)}"));

    private static string Each(decimal price, Currency currency) => Money(price, currency) + " each";

    private static string Money(decimal amount, Currency currency) => $"{Number(amount)} {currency}";

    private static string Number(decimal value) => DecimalJsonConverter.Format(value);
}
