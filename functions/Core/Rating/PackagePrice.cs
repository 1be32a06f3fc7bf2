using System.Numerics;
using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>A price for each package of so many units.</summary>
/// <param name="PackageSize">How many units a package has, above 0.</param>
/// <param name="Price">What a package costs, 0 or more.</param>
/// <param name="Rounding">What becomes of a package that was begun.</param>
public sealed record PackagePrice(
    decimal PackageSize, [property: JsonPropertyName("packagePrice")] decimal Price, PackageRounding Rounding = PackageRounding.Up) : TotalPrice
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "package";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <summary>Reads the properties of the API.</summary>
    internal static PackagePrice Read(PriceProperties properties) => new(
        properties.Decimal("packageSize"),
        properties.Decimal("packagePrice"),
        properties.OneOf("rounding", ("up", PackageRounding.Up), ("down", PackageRounding.Down))) { FreeUnits = properties.FreeUnits() };

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) => ExactAmount.Product(Packages(quantity, PackageRounding.Up), Price);

    private protected override IEnumerable<FieldError> ErrorsOf(string path) =>
    [
        .. PriceCheck.That(PackageSize > 0 && Exact.Fits(PackageSize), path + "packageSize", "A package has more than 0 units.", "OUT_OF_RANGE"),
        .. PriceCheck.Price(path + "packagePrice", Price),
    ];

    private protected override IEnumerable<PricePart> PartsOf(decimal quantity)
    {
        var packages = Packages(quantity, Rounding);
        return packages == 0 ? [] : [PricePart.Of($"packages of {DecimalJsonConverter.Format(PackageSize)}", packages, Price)];
    }

    private decimal Packages(decimal quantity, PackageRounding rounding)
    {
        var whole = BigInteger.DivRem(Exact.ToUnits(quantity, Exact.MaxScale), Exact.ToUnits(PackageSize, Exact.MaxScale), out var begun);
        return (decimal)(rounding == PackageRounding.Up && !begun.IsZero ? whole + 1 : whole);
    }
}
