using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>
/// An API key as its owner holds it: <c>sk_live_</c> or <c>sk_test_</c>, 12 characters that name the key, 32 secret ones (190 bits), and 6 of
/// checksum, by which a mistyped key is known without asking a store.
/// </summary>
/// <remarks>A class without a text form of its own, so that a key does not end up in a log by accident.</remarks>
public sealed class ApiKeyText
{
    private const string LivePrefix = "sk_live_";
    private const string TestPrefix = "sk_test_";
    private const int PrefixLength = 8;
    private const int NameLength = 12;
    private const int SecretLength = 32;
    private const int ChecksumLength = 6;
    private const int Length = PrefixLength + NameLength + SecretLength + ChecksumLength;

    private readonly string text;

    private ApiKeyText(string text) => this.text = text;

    /// <summary>The mode that the key says it is for.</summary>
    public Mode Mode => text.StartsWith(TestPrefix, StringComparison.Ordinal) ? Mode.Test : Mode.Live;

    /// <summary>The public part: names the key's record.</summary>
    public Id<ApiKey> Id => Id<ApiKey>.Of(text.Substring(PrefixLength, NameLength));

    /// <summary>The last four characters, by which people tell their keys apart.</summary>
    public string LastFour => text[^4..];

    /// <summary>Makes a new key.</summary>
    public static ApiKeyText Create(Mode mode, ISecretSource secrets)
    {
        var body = (mode == Mode.Test ? TestPrefix : LivePrefix) + Base62.Random(secrets, NameLength + SecretLength);
        return new ApiKeyText(body + Checksum(body));
    }

    /// <summary>Reads a key; false where the form or the checksum is wrong.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKeyText? key)
    {
        var valid = text is { Length: Length }
            && (text.StartsWith(LivePrefix, StringComparison.Ordinal) || text.StartsWith(TestPrefix, StringComparison.Ordinal))
            && text.AsSpan(PrefixLength).IndexOfAnyExcept(IdCharacters.Allowed) < 0
            && text.EndsWith(Checksum(text.AsSpan(0, Length - ChecksumLength)), StringComparison.Ordinal);
        key = valid ? new ApiKeyText(text!) : null;
        return valid;
    }

    /// <summary>What is stored of the key: its SHA-256 in hexadecimal. The secret is random and long, so no slow hash is needed.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    /// <summary>True where the hash is this key's; takes the same time whatever differs.</summary>
    public bool Matches(string hash)
    {
        Span<byte> ascii = stackalloc byte[Length];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(text, ascii);
        SHA256.HashData(ascii, digest);

        Span<char> own = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(digest, own, out _);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(own), MemoryMarshal.AsBytes(hash.AsSpan()));
    }

    /// <summary>The whole key: to be shown once, when it is made.</summary>
    public string Reveal() => text;

    private static string Checksum(ReadOnlySpan<char> body) => Base62.Write(Crc32.Of(body), ChecksumLength);
}
