using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>The same price for every unit.</summary>
public sealed record StandardPrice : PriceModel
{
    /// <summary>The model's name in the API and in documents.</summary>
    public const string Model = "standard";

    /// <summary>Makes a price that was checked before; <see cref="Create"/> checks one that comes from outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0, not below 10¹⁵, or has more than 9 digits after the point.</exception>
    [JsonConstructor]
    public StandardPrice(decimal unitPrice)
    {
        if (!IsLawful(unitPrice))
        {
            throw new ArgumentOutOfRangeException(nameof(unitPrice), unitPrice, "A price is 0 or more, with at most 9 digits after the decimal point.");
        }

        UnitPrice = unitPrice;
    }

    /// <summary>The price of one unit in the plan's currency: 0 or more, below 10¹⁵, at most 9 digits after the decimal point.</summary>
    public decimal UnitPrice { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Model;

    /// <inheritdoc/>
    [JsonIgnore]
    public override decimal DisplayUnitPrice => UnitPrice;

    /// <summary>Makes a price; refuses one out of its bounds with <c>INVALID_PRICE</c>.</summary>
    /// <param name="unitPrice">The price of one unit.</param>
    /// <param name="field">The path of the field that it was read from.</param>
    public static Result<StandardPrice> Create(decimal unitPrice, string field = "properties.unitPrice") =>
        IsLawful(unitPrice)
            ? new StandardPrice(unitPrice)
            : Refusal.Invalid(field, "A price is 0 or more and below 10^15, with at most 9 digits after the decimal point.", "INVALID_PRICE");

    internal override decimal Amount(decimal quantity, int digits) => Exact.Multiply(quantity, UnitPrice, digits);

    private static bool IsLawful(decimal price) => price >= 0 && Exact.Fits(price);
}
