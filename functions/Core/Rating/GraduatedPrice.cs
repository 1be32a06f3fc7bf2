using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>Each unit at the price of the tier that it falls into: a period's units fill the tiers from the first on.</summary>
/// <param name="Tiers">Ascending, the last one open.</param>
public sealed record GraduatedPrice(IReadOnlyList<PriceTier> Tiers) : TotalPrice
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "graduated";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <summary>Reads the properties of the API.</summary>
    internal static GraduatedPrice Read(PriceProperties properties) => new(PriceTier.ReadAll(properties)) { FreeUnits = properties.FreeUnits() };

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) =>
        quantity == 0 ? default : ExactAmount.Product(quantity, Tiers.Max(tier => tier.UnitPrice)) + Tiers.Aggregate(default(ExactAmount), (sum, tier) => sum + tier.FlatFee);

    private protected override IEnumerable<FieldError> ErrorsOf(string path) => PriceTier.Errors(Tiers, path);

    private protected override IEnumerable<PricePart> PartsOf(decimal quantity) =>
        PriceTier.Bounded(Tiers).TakeWhile(tier => tier.Above < quantity)
            .SelectMany(tier => tier.Tier.Parts(tier.Label, Math.Min(quantity, tier.Tier.UpTo ?? quantity) - tier.Above));
}
