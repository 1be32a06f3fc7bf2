using System.Text.Json.Serialization;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>The price of one unit comes with each event: the sum of quantity × price of the events.</summary>
/// <remarks>Metering rejects events without a price, or with one out of bounds, so that those that count can be billed.</remarks>
/// <param name="MinPrice">The lowest price that an event may have, 0 or more.</param>
/// <param name="MaxPrice">The highest price that an event may have.</param>
public sealed record DynamicPrice(decimal MinPrice, decimal MaxPrice) : PriceModel
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "dynamic";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsByTotal => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsByEvent => true;

    /// <inheritdoc/>
    public override IEnumerable<FieldError> Errors(string path) =>
    [
        .. PriceCheck.Price(path + "minPrice", MinPrice),
        .. PriceCheck.Price(path + "maxPrice", MaxPrice),
        .. PriceCheck.That(MinPrice <= MaxPrice, path + "maxPrice", "The highest price is below the lowest, minPrice.", "BOUNDS_CROSSED"),
    ];

    /// <summary>True for a price that an event may have.</summary>
    public bool Allows(decimal price) => MinPrice <= price && price <= MaxPrice;

    /// <inheritdoc/>
    public override decimal? PriceOf(GroupKey group, decimal? given) => given;

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) => ExactAmount.Product(quantity, MaxPrice);

    /// <summary>Reads the properties of the API.</summary>
    internal static DynamicPrice Read(PriceProperties properties) => new(properties.Decimal("minPrice"), properties.Decimal("maxPrice"));

    internal override IReadOnlyList<PricePart> PartsOf(UsedQuantity used) =>
        used.Total == 0 && used.Cost.IsZero ? [] : [new PricePart("by the events' prices", used.Total, used.Cost.Per(used.Total), used.Cost)];
}
