using System.Numerics;
using Tallystick.Core.Values;

namespace Tallystick.Core.Taxes;

/// <summary>The tax of an invoice.</summary>
public static class Tax
{
    private const int RateDigits = 9;

    /// <summary>
    /// Each line's tax. For each rate the tax is computed on the sum of its lines and rounded once, half to even, as rule BR-CO-17 of
    /// EN 16931 has it; the lines' parts are made to add up to it by largest remainder, so that the tax of many small lines is not the sum of many
    /// roundings.
    /// </summary>
    /// <param name="lines">The lines' amounts, of either sign, in whole minor units, and their rates: fractions, 0 to 1, at most 9 digits after the point.</param>
    /// <param name="behavior">Whether the amounts have the tax in them.</param>
    /// <param name="digits">Digits of the minor unit.</param>
    /// <exception cref="ArgumentException">A parameter is out of its bounds.</exception>
    public static IReadOnlyList<decimal> OfLines(IReadOnlyList<(decimal Amount, decimal Rate)> lines, TaxBehavior behavior, int digits)
    {
        var taxes = new decimal[lines.Count];
        foreach (var same in lines.Index().GroupBy(line => line.Item.Rate))
        {
            List<int> places = [.. same.Select(line => line.Index)];
            foreach (var (place, tax) in places.Zip(OfSame([.. same.Select(line => line.Item.Amount)], same.Key, behavior, digits)))
            {
                taxes[place] = tax;
            }
        }

        return taxes;
    }

    private static IEnumerable<decimal> OfSame(IReadOnlyList<decimal> amounts, decimal rate, TaxBehavior behavior, int digits)
    {
        if (rate is < 0 or > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A tax rate is a fraction from 0 to 1.");
        }

        var part = Exact.ToUnits(rate, RateDigits);
        var whole = BigInteger.Pow(10, RateDigits) + (behavior == TaxBehavior.Inclusive ? part : 0);
        return LargestRemainder.Round([.. amounts.Select(amount => Exact.ToUnits(amount, digits) * part)], whole).Select(tax => Exact.FromUnits(tax, digits));
    }
}
