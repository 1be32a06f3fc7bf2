using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>Turns quantities into money.</summary>
public static class Rater
{
    /// <summary>The amount of an invoice line: exact, then rounded once, half to even, to the currency's minor unit (ISO 4217).</summary>
    /// <param name="model">The price.</param>
    /// <param name="quantity">A lawful quantity (see <see cref="Exact.Fits"/>); below 0 for a correction.</param>
    /// <param name="currency">The currency of the price.</param>
    /// <exception cref="OverflowException">The amount does not fit a decimal: it is above 10²⁴.</exception>
    public static decimal Rate(PriceModel model, decimal quantity, Currency currency) => model.Amount(quantity, currency.MinorUnitDigits);

    /// <summary>The amount to 9 digits, for a wallet that pays for single events: the minor unit is met only where an invoice is made.</summary>
    /// <param name="model">The price.</param>
    /// <param name="quantity">A lawful quantity.</param>
    /// <exception cref="OverflowException">The amount does not fit a decimal: it is above 10¹⁹.</exception>
    public static decimal RateExact(PriceModel model, decimal quantity) => model.Amount(quantity, Exact.MaxScale);
}
