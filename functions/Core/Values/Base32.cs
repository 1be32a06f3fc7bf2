namespace Tallystick.Core.Values;

/// <summary>Crockford's base 32 in lower case: digits and letters without i, l, o and u; sorts as the bits do.</summary>
/// <remarks>See https://www.crockford.com/base32.html.</remarks>
public static class Base32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Writes the low <c>5 × destination.Length</c> bits of a number, most significant first.</summary>
    public static void Write(UInt128 value, Span<char> destination)
    {
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = Alphabet[(int)(uint)(value & 31)];
            value >>= 5;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; false for a character outside the alphabet, or more bits than 128.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0 || value >> 123 != 0)
            {
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        return true;
    }
}
