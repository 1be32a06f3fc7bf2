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

    /// <remarks>Reaching a dearer tier adds most where the tier that is left was filled.</remarks>
    /// <inheritdoc/>
    public override ExactAmount MostAdded(decimal quantity)
    {
        var bounded = PriceTier.Bounded(Tiers).Select(tier => (tier.Tier, tier.Above)).ToList();
        var jumps = bounded.SelectMany(left => bounded
            .Where(reached => reached.Tier.UnitPrice > left.Tier.UnitPrice && left.Tier.UpTo <= reached.Above && reached.Above - quantity < left.Tier.UpTo)
            .Select(reached => ExactAmount.Product(quantity, reached.Tier.UnitPrice)
                + ExactAmount.Product(left.Tier.UpTo!.Value, reached.Tier.UnitPrice - left.Tier.UnitPrice)
                + reached.Tier.FlatFee - left.Tier.FlatFee));
        return quantity == 0 ? default : jumps.Append(AtMost(quantity)).Max();
    }

    private protected override IEnumerable<FieldError> ErrorsOf(string path) => PriceTier.Errors(Tiers, path);

    private protected override IEnumerable<PricePart> PartsOf(decimal quantity)
    {
        var (tier, _, label) = PriceTier.Bounded(Tiers).First(tier => tier.Tier.UpTo is null || quantity <= tier.Tier.UpTo);
        return tier.Parts(label, quantity);
    }
}
