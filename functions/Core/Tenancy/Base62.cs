namespace Tallystick.Core.Tenancy;

/// <summary>Digits, capitals and small letters: secrets and checksums that a click or a search takes for one word.</summary>
public static class Base62
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // 4 × 62: a byte at or above it is drawn again, so that every digit is as likely as any other.
    private const int Fair = 248;

    /// <summary>So many random characters; each is worth 5.95 bits.</summary>
    public static string Random(ISecretSource secrets, int length)
    {
        var text = new char[length];
        Span<byte> drawn = stackalloc byte[64];
        for (var filled = 0; filled < length;)
        {
            secrets.Fill(drawn);
            foreach (var value in drawn)
            {
                if (value < Fair && filled < length)
                {
                    text[filled++] = Alphabet[value % Alphabet.Length];
                }
            }
        }

        return new string(text);
    }

    /// <summary>A number in so many characters, the most significant first.</summary>
    public static string Write(uint value, int length)
    {
        var text = new char[length];
        for (var i = length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(value % (uint)Alphabet.Length)];
            value /= (uint)Alphabet.Length;
        }

        return new string(text);
    }
}
