using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>A stretch of quantities with a price of its own: above the tier before, up to and with <paramref name="UpTo"/>.</summary>
/// <param name="UpTo">The last quantity of the tier; null for the last tier, which has no end.</param>
/// <param name="UnitPrice">The price of one unit, 0 or more.</param>
/// <param name="FlatFee">What is charged once when the tier is reached, 0 or more.</param>
public sealed record PriceTier(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? UpTo,
    decimal UnitPrice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal FlatFee = 0)
{
    /// <summary>How many tiers a price may have.</summary>
    public const int Max = 50;

    /// <summary>Reads the tiers of the API.</summary>
    internal static IReadOnlyList<PriceTier> ReadAll(PriceProperties properties) =>
    [
        .. properties.Items("tiers", Max).Select(tier => new PriceTier(tier.OptionalDecimal("upTo"), tier.Decimal("unitPrice"), tier.OptionalDecimal("flatFee") ?? 0)),
    ];

    /// <summary>What is wrong with some tiers: each begins where the one before ends, and the last is open.</summary>
    internal static IEnumerable<FieldError> Errors(IReadOnlyList<PriceTier> tiers, string path)
    {
        foreach (var error in PriceCheck.That(tiers.Count is >= 1 and <= Max, $"{path}tiers", $"1 to {Max} tiers are expected.", tiers.Count == 0 ? "EMPTY" : "TOO_MANY"))
        {
            yield return error;
        }

        decimal from = 0;
        foreach (var (index, tier) in tiers.Index())
        {
            var field = $"{path}tiers[{index}]";
            IEnumerable<FieldError> errors =
            [
                .. CheckEnd(tier, from, isLast: index == tiers.Count - 1, $"{field}.upTo"),
                .. PriceCheck.Price($"{field}.unitPrice", tier.UnitPrice),
                .. PriceCheck.Price($"{field}.flatFee", tier.FlatFee),
            ];
            foreach (var error in errors)
            {
                yield return error;
            }

            from = tier.UpTo ?? from;
        }
    }

    /// <summary>The tiers, each with the quantity that it begins above and its name.</summary>
    internal static IEnumerable<(PriceTier Tier, decimal Above, string Label)> Bounded(IReadOnlyList<PriceTier> tiers)
    {
        decimal above = 0;
        foreach (var tier in tiers)
        {
            var from = above > 0 ? $"above {DecimalJsonConverter.Format(above)}" : "";
            var to = tier.UpTo is { } end ? $"up to {DecimalJsonConverter.Format(end)}" : "";
            yield return (tier, above, from.Length + to.Length == 0 ? "all" : $"{from} {to}".Trim());
            above = tier.UpTo ?? above;
        }
    }

    /// <summary>The parts of a quantity that falls into the tier.</summary>
    internal IEnumerable<PricePart> Parts(string label, decimal quantity) =>
        FlatFee == 0 ? [PricePart.Of(label, quantity, UnitPrice)] : [PricePart.Of(label, quantity, UnitPrice), PricePart.Once($"{label}, flat fee", FlatFee)];

    private static IEnumerable<FieldError> CheckEnd(PriceTier tier, decimal from, bool isLast, string field) => tier.UpTo switch
    {
        null => PriceCheck.That(isLast, field, "Only the last tier is open.", "INVALID_TIER"),
        _ when isLast => [new FieldError(field, "The last tier is open: null is expected.", "INVALID_TIER")],
        { } end when !Exact.Fits(end) => PriceCheck.Quantity(field, -1),
        { } end => PriceCheck.That(end > from, field, $"A tier ends above where it begins: more than {DecimalJsonConverter.Format(from)} is expected.", "INVALID_TIER"),
    };
}
