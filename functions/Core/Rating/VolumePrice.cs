using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>All units at the price of the tier that the whole quantity falls into.</summary>
/// <param name="Tiers">Ascending, the last one open.</param>
public sealed record VolumePrice(IReadOnlyList<PriceTier> Tiers) : TotalPrice
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "volume";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <summary>Reads the properties of the API.</summary>
    internal static VolumePrice Read(PriceProperties properties) => new(PriceTier.ReadAll(properties)) { FreeUnits = properties.FreeUnits() };

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) =>
        quantity == 0 ? default : ExactAmount.Product(quantity, Tiers.Max(tier => tier.UnitPrice)) + Tiers.Max(tier => tier.FlatFee);

    private protected override IEnumerable<FieldError> ErrorsOf(string path) => PriceTier.Errors(Tiers, path);

    private protected override IEnumerable<PricePart> PartsOf(decimal quantity)
    {
        var (tier, _, label) = PriceTier.Bounded(Tiers).First(tier => tier.Tier.UpTo is null || quantity <= tier.Tier.UpTo);
        return tier.Parts(label, quantity);
    }
}
