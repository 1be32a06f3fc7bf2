using System.Numerics;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>The tax of an invoice.</summary>
public static class Tax
{
    private const int RateDigits = 9;

    /// <summary>
    /// Each line's tax. The tax is computed on the sum of the lines and rounded once, half to even; the lines' parts are made to add up to it
    /// by largest remainder, so that the tax of many small lines is not the sum of many roundings.
    /// </summary>
    /// <param name="amounts">The lines' amounts, of either sign, in whole minor units.</param>
    /// <param name="rate">A fraction, 0 to 1, at most 9 digits after the point.</param>
    /// <param name="behavior">Whether the amounts have the tax in them.</param>
    /// <param name="digits">Digits of the minor unit.</param>
    /// <exception cref="ArgumentException">A parameter is out of its bounds.</exception>
    public static IReadOnlyList<decimal> OfLines(IReadOnlyList<decimal> amounts, decimal rate, TaxBehavior behavior, int digits)
    {
        if (rate is < 0 or > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A tax rate is a fraction from 0 to 1.");
        }

        var part = Exact.ToUnits(rate, RateDigits);
        var whole = BigInteger.Pow(10, RateDigits) + (behavior == TaxBehavior.Inclusive ? part : 0);
        var taxes = LargestRemainder.Round([.. amounts.Select(amount => Exact.ToUnits(amount, digits) * part)], whole);
        return [.. taxes.Select(tax => Exact.FromUnits(tax, digits))];
    }
}
