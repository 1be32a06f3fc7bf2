using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Sessions;

/// <summary>
/// What a browser holds in place of an API key: 12 characters that name the key, and 32 secret ones (190 bits). Sessions and sign-in links have one each.
/// </summary>
/// <remarks>A class without a text form of its own, so that a token does not end up in a log by accident.</remarks>
public sealed class BrowserToken
{
    private const int NameLength = 12;
    private const int SecretLength = 32;

    private readonly string text;

    private BrowserToken(string text) => this.text = text;

    /// <summary>The key that whoever holds the token acts with.</summary>
    public Id<ApiKey> Key => Id<ApiKey>.Of(text[..NameLength]);

    /// <summary>Makes a new token.</summary>
    public static BrowserToken Create(Id<ApiKey> key, ISecretSource secrets) => new(key.Suffix + Base62.Random(secrets, SecretLength));

    /// <summary>Reads a token; false where the form is wrong.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BrowserToken? token)
    {
        var valid = text is { Length: NameLength + SecretLength } && text.AsSpan().IndexOfAnyExcept(IdCharacters.Allowed) < 0;
        token = valid ? new BrowserToken(text!) : null;
        return valid;
    }

    /// <summary>What is stored of the token: its SHA-256 in hexadecimal. The secret is random and long, so no slow hash is needed.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    /// <summary>The whole token: for the browser alone.</summary>
    public string Reveal() => text;
}
