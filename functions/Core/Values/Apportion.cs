using System.Numerics;

namespace Tallystick.Core.Values;

/// <summary>Splits an amount by weights without losing or making a minor unit.</summary>
public static class Apportion
{
    private const int AllDigits = 28;

    /// <summary>
    /// The parts, in the order of the weights: they add up to the amount exactly, and each is less than one minor unit from its exact share.
    /// What rounding down leaves goes to the largest remainders, the earlier first among equals.
    /// </summary>
    /// <param name="amount">What to split, of either sign, with at most <paramref name="digits"/> digits after the point.</param>
    /// <param name="weights">0 or more each; at least one above 0, unless the amount is 0.</param>
    /// <param name="digits">Digits of the minor unit, 0 to 9 (see <see cref="Currency.MinorUnitDigits"/>).</param>
    /// <exception cref="ArgumentException">A parameter is out of its bounds.</exception>
    public static IReadOnlyList<decimal> Split(decimal amount, IReadOnlyList<decimal> weights, int digits)
    {
        if (weights.Any(weight => weight < 0))
        {
            throw new ArgumentException("A weight is below 0.", nameof(weights));
        }

        var units = Exact.ToUnits(amount, digits);
        var parts = weights.Select(weight => Exact.ToUnits(weight, AllDigits)).ToList();
        var whole = parts.Aggregate(BigInteger.Zero, BigInteger.Add);
        if (whole.IsZero)
        {
            return units.IsZero ? new decimal[parts.Count] : throw new ArgumentException("No weight is above 0.", nameof(weights));
        }

        return [.. LargestRemainder.Round([.. parts.Select(part => part * units)], whole).Select(part => Exact.FromUnits(part, digits))];
    }
}
