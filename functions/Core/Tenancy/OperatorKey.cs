using System.Security.Cryptography;
using System.Text;

namespace Tallystick.Core.Tenancy;

/// <summary>The key of whoever runs the system: makes merchants and their first keys, and sees no merchant's data.</summary>
public sealed class OperatorKey
{
    /// <summary>The fewest characters that are taken.</summary>
    public const int MinLength = 20;

    private const string Prefix = "op_";
    private const int SecretLength = 32;
    private readonly byte[] hash;

    /// <summary>The key from the host's settings.</summary>
    /// <exception cref="ArgumentException">It has fewer than <see cref="MinLength"/> characters.</exception>
    public OperatorKey(string text)
    {
        if (text.Length < MinLength)
        {
            throw new ArgumentException($"An operator key has at least {MinLength} characters.", nameof(text));
        }

        hash = HashOf(text);
    }

    /// <summary>A new key's text, for an operator who has none.</summary>
    public static string Create(ISecretSource secrets)
    {
        var body = Prefix + Base62.Random(secrets, SecretLength);
        return body + Base62.Write(Crc32.Of(body), 6);
    }

    /// <summary>True for the key; takes the same time whatever differs.</summary>
    public bool Matches(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(hash, HashOf(text));

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
