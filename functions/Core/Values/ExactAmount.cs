using System.Globalization;
using System.Numerics;

namespace Tallystick.Core.Values;

/// <summary>An amount of money with every digit that it has, however many: what is rounded once, where a line or a charge is made of it.</summary>
/// <remarks>
/// A whole number of units of 10⁻²⁷, which is what three lawful values (<see cref="Exact.Fits"/>) multiplied need. <see cref="decimal"/> would drop
/// digits of such a product. <c>default</c> is nothing.
/// </remarks>
public readonly record struct ExactAmount : IComparable<ExactAmount>
{
    private const int Digits = 3 * Exact.MaxScale;
    private static readonly BigInteger Nano = BigInteger.Pow(10, Exact.MaxScale);
    private readonly BigInteger units;

    private ExactAmount(BigInteger units) => this.units = units;

    /// <summary>A lawful amount.</summary>
    public static implicit operator ExactAmount(decimal amount) => new(Exact.ToUnits(amount, Digits));

    /// <summary>The sum.</summary>
    public static ExactAmount operator +(ExactAmount left, ExactAmount right) => new(left.units + right.units);

    /// <summary>The difference.</summary>
    public static ExactAmount operator -(ExactAmount left, ExactAmount right) => new(left.units - right.units);

    /// <summary>The opposite.</summary>
    public static ExactAmount operator -(ExactAmount amount) => new(-amount.units);

    /// <summary>True where the left one is smaller.</summary>
    public static bool operator <(ExactAmount left, ExactAmount right) => left.units < right.units;

    /// <summary>True where the left one is larger.</summary>
    public static bool operator >(ExactAmount left, ExactAmount right) => left.units > right.units;

    /// <summary>True where the left one is not larger.</summary>
    public static bool operator <=(ExactAmount left, ExactAmount right) => left.units <= right.units;

    /// <summary>True where the left one is not smaller.</summary>
    public static bool operator >=(ExactAmount left, ExactAmount right) => left.units >= right.units;

    /// <summary>True for nothing.</summary>
    public bool IsZero => units.IsZero;

    /// <summary>The product of two lawful values.</summary>
    /// <exception cref="ArgumentException">One has more than 9 digits after the point.</exception>
    public static ExactAmount Product(decimal left, decimal right) =>
        new(Exact.ToUnits(left, Exact.MaxScale) * Exact.ToUnits(right, Exact.MaxScale) * Nano);

    /// <summary>True where the product of two lawful values is none: its absolute value is <see cref="Exact.Limit"/> or more.</summary>
    public static bool IsTooLarge(decimal left, decimal right)
    {
        // Asked for every event: most are far from it.
        const decimal Small = 10_000_000;
        if (Math.Abs(left) < Small && Math.Abs(right) < Small)
        {
            return false;
        }

        var product = Product(left, right);
        return product >= Exact.Limit || product <= -Exact.Limit;
    }

    /// <summary>The amount so many times.</summary>
    /// <param name="quantity">A lawful quantity; this amount has at most 18 digits after the point.</param>
    /// <exception cref="ArgumentException">The product has more than 27 digits after the point.</exception>
    public ExactAmount Times(decimal quantity)
    {
        var product = BigInteger.DivRem(units * Exact.ToUnits(quantity, Exact.MaxScale), Nano, out var rest);
        return rest.IsZero ? new(product) : throw new ArgumentException($"The product has more than {Digits} digits after the decimal point.", nameof(quantity));
    }

    /// <summary>The amount to some digits, half to even.</summary>
    /// <param name="digits">Digits after the decimal point to keep, 0 to 27.</param>
    /// <exception cref="OverflowException">It is too large for a decimal: with 2 digits, above 10²⁶.</exception>
    public decimal Round(int digits) => Exact.FromUnits(Exact.DivideHalfEven(units, BigInteger.Pow(10, Digits - digits)), digits);

    /// <summary>What one of a quantity comes to, to 9 digits, half to even; 0 for no quantity, and where that is more than a price may be.</summary>
    /// <param name="quantity">A decimal of at most 27 digits after the point.</param>
    public decimal Per(decimal quantity)
    {
        if (quantity == 0)
        {
            return 0;
        }

        var divisor = Exact.ToUnits(quantity, Digits);
        var nano = Exact.DivideHalfEven(units * divisor.Sign * Nano, BigInteger.Abs(divisor));
        return BigInteger.Abs(nano) < Exact.ToUnits(Exact.Limit, Exact.MaxScale) ? Exact.FromUnits(nano, Exact.MaxScale) : 0;
    }

    /// <inheritdoc/>
    public int CompareTo(ExactAmount other) => units.CompareTo(other.units);

    /// <summary>The shortest text: no exponent, no trailing zeros.</summary>
    public override string ToString()
    {
        var text = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(Digits + 1, '0');
        var fraction = text[^Digits..].TrimEnd('0');
        return $"{(units.Sign < 0 ? "-" : "")}{text[..^Digits]}{(fraction.Length == 0 ? "" : ".")}{fraction}";
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no such amount.</exception>
    public static ExactAmount Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? 0 : text.Length - point - 1;
        return digits <= Digits && BigInteger.TryParse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read)
            ? new(read * BigInteger.Pow(10, Digits - digits))
            : throw new FormatException($"'{text}' is no amount with at most {Digits} digits after the decimal point.");
    }
}
