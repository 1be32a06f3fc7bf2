using System.Numerics;

namespace Tallystick.Core.Values;

/// <summary>Arithmetic on decimals that never rounds unasked. <see cref="decimal"/> itself drops digits when a product needs more than 28.</summary>
public static class Exact
{
    /// <summary>Digits after the decimal point that an amount of money or a quantity may have.</summary>
    public const int MaxScale = 9;

    /// <summary>The smallest amount above 0.</summary>
    public const decimal Smallest = 0.000000001m;

    /// <summary>Below this lie the absolute values of all quantities and amounts: 15 digits before the decimal point.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>True for a value that is a lawful quantity or amount: absolute value under <see cref="Limit"/>, at most <see cref="MaxScale"/> digits after the point.</summary>
    public static bool Fits(decimal value) => Math.Abs(value) < Limit && decimal.Round(value, MaxScale) == value;

    /// <summary>The product, computed exactly and rounded once, half to even.</summary>
    /// <param name="left">A lawful value (see <see cref="Fits"/>).</param>
    /// <param name="right">A lawful value.</param>
    /// <param name="digits">Digits after the decimal point to keep, 0 to 9.</param>
    /// <exception cref="OverflowException">The product is too large for a decimal.</exception>
    public static decimal Multiply(decimal left, decimal right, int digits)
    {
        var scale = left.Scale + right.Scale;
        var product = Mantissa(left) * Mantissa(right);
        if (scale > digits)
        {
            product = DivideHalfEven(product, BigInteger.Pow(10, scale - digits));
            scale = digits;
        }

        return (decimal)product / Power(scale);
    }

    /// <summary>A part of an amount, computed exactly and rounded once, half to even.</summary>
    /// <param name="amount">An amount without more digits than are kept.</param>
    /// <param name="part">How much of it, in parts of <paramref name="whole"/>.</param>
    /// <param name="whole">Above 0.</param>
    /// <param name="digits">Digits after the decimal point to keep, 0 to 28.</param>
    /// <exception cref="OverflowException">The result is too large for a decimal.</exception>
    internal static decimal Share(decimal amount, BigInteger part, BigInteger whole, int digits) =>
        FromUnits(DivideHalfEven(ToUnits(amount, digits) * part, whole), digits);

    /// <summary>Rounds to a number of digits, half to even: the only rounding of money there is.</summary>
    public static decimal Round(decimal value, int digits) => decimal.Round(value, digits, MidpointRounding.ToEven);

    /// <summary>The value counted in units of the last digit kept: 1.23 is 123 units of two digits.</summary>
    /// <param name="value">Any decimal without more digits than are kept.</param>
    /// <param name="digits">Digits after the decimal point, 0 to 28.</param>
    /// <exception cref="ArgumentException">The value has more digits.</exception>
    internal static BigInteger ToUnits(decimal value, int digits)
    {
        var units = BigInteger.DivRem(Mantissa(value) * BigInteger.Pow(10, digits), BigInteger.Pow(10, value.Scale), out var rest);
        return rest.IsZero ? units : throw new ArgumentException($"{value} has more than {digits} digits after the decimal point.", nameof(value));
    }

    /// <summary>The opposite of <see cref="ToUnits"/>.</summary>
    /// <exception cref="OverflowException">The number is too large for a decimal.</exception>
    internal static decimal FromUnits(BigInteger units, int digits) => (decimal)units / Power(digits);

    /// <summary>The quotient as a whole number, half to even.</summary>
    /// <param name="dividend">Any number.</param>
    /// <param name="divisor">Above 0.</param>
    internal static BigInteger DivideHalfEven(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        var twice = BigInteger.Abs(remainder) * 2;
        return twice > divisor || (twice == divisor && !quotient.IsEven) ? quotient + dividend.Sign : quotient;
    }

    private static BigInteger Mantissa(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var (low, middle, high) = unchecked(((uint)bits[0], (uint)bits[1], (uint)bits[2]));
        var magnitude = ((BigInteger)high << 64) | ((BigInteger)middle << 32) | low;
        return bits[3] < 0 ? -magnitude : magnitude;
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10m;
        }

        return power;
    }
}
