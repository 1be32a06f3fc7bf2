using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Which payment an idempotency key has led to.</summary>
/// <param name="Payment">The payment.</param>
internal sealed record PaymentKey(Id<Payment> Payment)
{
    /// <summary>The name of a key's document. Hashed, since a key may have characters that an id may not.</summary>
    public static string DocumentIdOf(string key) =>
        WalletDocumentIds.PaymentKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
