using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>Turns what was used into money. Pure.</summary>
public static class Rater
{
    /// <summary>The amount of an invoice line: exact, then rounded once, half to even, to the currency's minor unit (ISO 4217).</summary>
    /// <param name="model">The price.</param>
    /// <param name="used">How much was used.</param>
    /// <param name="currency">The currency of the price.</param>
    /// <exception cref="OverflowException">The amount does not fit a decimal: it is above 10²⁴.</exception>
    public static decimal Rate(PriceModel model, UsedQuantity used, Currency currency) => Amount(model, used).Round(currency.MinorUnitDigits);

    /// <summary>The amount for a quantity without dimensions.</summary>
    /// <exception cref="OverflowException">The amount does not fit a decimal: it is above 10²⁴.</exception>
    public static decimal Rate(PriceModel model, decimal quantity, Currency currency) => Rate(model, new UsedQuantity(quantity), currency);

    /// <summary>The amount with every digit.</summary>
    public static ExactAmount Amount(PriceModel model, UsedQuantity used) => model.PartsOf(used).Aggregate(default(ExactAmount), (sum, part) => sum + part.Amount);

    /// <summary>
    /// What a period comes to more with more usage, or below 0 less: the difference of both totals, each rounded to 9 digits. So such differences, one after the
    /// other, add up to the total without drifting.
    /// </summary>
    /// <param name="model">The price.</param>
    /// <param name="before">What was used before.</param>
    /// <param name="after">What is used now.</param>
    /// <exception cref="OverflowException">A total does not fit a decimal: it is above 10¹⁹.</exception>
    public static decimal Between(PriceModel model, decimal before, decimal after) =>
        Amount(model, new UsedQuantity(after)).Round(Exact.MaxScale) - Amount(model, new UsedQuantity(before)).Round(Exact.MaxScale);

    /// <summary>
    /// The price of one unit, to be shown: the same for all, or else what one comes to on average, to 9 digits; 0 where nothing was used.
    /// </summary>
    /// <param name="model">The price.</param>
    /// <param name="quantity">How much was used.</param>
    /// <param name="amount">What it comes to.</param>
    public static decimal UnitPrice(PriceModel model, decimal quantity, ExactAmount amount) => model.UniformPrice ?? amount.Per(quantity);

    /// <summary>The parts that the amount is made of; none where every unit costs the same, for there is nothing to explain.</summary>
    /// <exception cref="OverflowException">A part does not fit a decimal: it is above 10¹⁹.</exception>
    public static IReadOnlyList<RatedDetail> Details(PriceModel model, UsedQuantity used) => model.UniformPrice is null
        ? [.. model.PartsOf(used).Select(part => new RatedDetail(part.Label, part.Quantity, part.UnitPrice, part.Amount.Round(Exact.MaxScale)))]
        : [];
}
