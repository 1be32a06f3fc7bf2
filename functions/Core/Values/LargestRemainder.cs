using System.Numerics;

namespace Tallystick.Core.Values;

/// <summary>Rounds fractions to whole numbers so that they add up to their rounded sum (the method of Hamilton).</summary>
internal static class LargestRemainder
{
    /// <summary>
    /// Each fraction rounded down, and the units that the sum (rounded half to even) then lacks given to the largest remainders,
    /// the earlier one first where two are equal. No result is a whole unit away from its fraction.
    /// </summary>
    /// <param name="numerators">The fractions' upper parts, of either sign.</param>
    /// <param name="denominator">Their common lower part, above 0.</param>
    internal static BigInteger[] Round(IReadOnlyList<BigInteger> numerators, BigInteger denominator)
    {
        var whole = new BigInteger[numerators.Count];
        var remainders = new BigInteger[numerators.Count];
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = BigInteger.DivRem(numerators[i], denominator, out remainders[i]);
            if (remainders[i].Sign < 0)
            {
                whole[i]--;
                remainders[i] += denominator;
            }
        }

        var lacking = (int)(Exact.DivideHalfEven(Sum(numerators), denominator) - Sum(whole));
        foreach (var i in Enumerable.Range(0, whole.Length).OrderByDescending(i => remainders[i]).Take(lacking))
        {
            whole[i]++;
        }

        return whole;
    }

    private static BigInteger Sum(IEnumerable<BigInteger> numbers) => numbers.Aggregate(BigInteger.Zero, BigInteger.Add);
}
