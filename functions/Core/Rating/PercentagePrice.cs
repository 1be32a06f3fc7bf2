using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>A share of what was used, which is an amount of money, and a fee: quantity × percentage + fixed fee, from min to max.</summary>
/// <param name="Percentage">A fraction, 0 to 1: 0.03 is 3 %.</param>
/// <param name="FixedFee">What a period with any usage costs besides, 0 or more.</param>
/// <param name="MinCharge">What a period with any usage costs at least; null for no such bound.</param>
/// <param name="MaxCharge">What a period costs at most; null for no such bound.</param>
public sealed record PercentagePrice(
    decimal Percentage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal FixedFee = 0,
    decimal? MinCharge = null,
    decimal? MaxCharge = null) : TotalPrice
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "percentage";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <summary>Reads the properties of the API.</summary>
    internal static PercentagePrice Read(PriceProperties properties) =>
        new(properties.Decimal("percentage"), properties.OptionalDecimal("fixedFee") ?? 0, properties.OptionalDecimal("minCharge"), properties.OptionalDecimal("maxCharge"))
        {
            FreeUnits = properties.FreeUnits(),
        };

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) => quantity == 0 ? default : Bounded(Unbounded(quantity));

    private protected override IEnumerable<FieldError> ErrorsOf(string path) =>
    [
        .. PriceCheck.That(
            Percentage is >= 0 and <= 1 && Exact.Fits(Percentage), path + "percentage", "A fraction from 0 to 1 is expected: 0.03 is 3 %.", "OUT_OF_RANGE"),
        .. PriceCheck.Price(path + "fixedFee", FixedFee),
        .. PriceCheck.Price(path + "minCharge", MinCharge),
        .. PriceCheck.Price(path + "maxCharge", MaxCharge),
        .. PriceCheck.That(MaxCharge is null || MaxCharge >= MinCharge.GetValueOrDefault(), path + "maxCharge", "The highest charge is below the lowest, minCharge.", "BOUNDS_CROSSED"),
        .. PriceCheck.That(MaxCharge is null || MaxCharge >= FixedFee, path + "maxCharge", "The highest charge is below fixedFee.", "BOUNDS_CROSSED"),
    ];

    private protected override IEnumerable<PricePart> PartsOf(decimal quantity)
    {
        yield return PricePart.Of($"{DecimalJsonConverter.Format(Percentage * 100)} %", quantity, Percentage);
        if (FixedFee > 0)
        {
            yield return PricePart.Once("fixed fee", FixedFee);
        }

        var unbounded = Unbounded(quantity);
        var moved = Bounded(unbounded) - unbounded;
        if (!moved.IsZero)
        {
            yield return new PricePart(moved > default(ExactAmount) ? "up to the minimum charge" : "above the maximum charge", 1, moved.Round(Exact.MaxScale), moved);
        }
    }

    private ExactAmount Unbounded(decimal quantity) => ExactAmount.Product(quantity, Percentage) + FixedFee;

    private ExactAmount Bounded(ExactAmount amount) =>
        MinCharge is { } min && amount < min ? min : MaxCharge is { } max && amount > max ? max : amount;
}
