using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>The same price for every unit: quantity × unit price.</summary>
/// <param name="UnitPrice">The price of one unit in the plan's currency: 0 or more, below 10¹⁵, at most 9 digits after the decimal point.</param>
public sealed record StandardPrice(decimal UnitPrice) : TotalPrice
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "standard";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <inheritdoc/>
    [JsonIgnore]
    public override decimal? UniformPrice => IsByEvent ? UnitPrice : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsByEvent => FreeUnits == 0;

    /// <summary>Reads the properties of the API.</summary>
    internal static StandardPrice Read(PriceProperties properties) => new(properties.Decimal("unitPrice")) { FreeUnits = properties.FreeUnits() };

    /// <inheritdoc/>
    public override ExactAmount AtMost(decimal quantity) => ExactAmount.Product(quantity, UnitPrice);

    private protected override IEnumerable<FieldError> ErrorsOf(string path) => PriceCheck.Price(path + "unitPrice", UnitPrice);

    private protected override IEnumerable<PricePart> PartsOf(decimal quantity) => [PricePart.Of("each", quantity, UnitPrice)];
}
