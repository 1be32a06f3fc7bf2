using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Which grant an idempotency key has led to.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Fingerprint">Of the wish that it was made of.</param>
internal sealed record GrantKey(Id<Grant> Grant, string Fingerprint)
{
    /// <summary>The name of a key's document. Hashed, since a key may have characters that an id may not.</summary>
    public static string DocumentIdOf(string key) =>
        WalletDocumentIds.GrantKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
