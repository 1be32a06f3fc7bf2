using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Notifications;

/// <summary>Secrets that sign deliveries: <c>whsec_</c> and the base64 of 32 random bytes.</summary>
/// <remarks>See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.</remarks>
public static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Length = 32;

    /// <summary>Makes a secret.</summary>
    public static string Create(ISecretSource secrets)
    {
        Span<byte> bytes = stackalloc byte[Length];
        secrets.Fill(bytes);
        return Prefix + Convert.ToBase64String(bytes);
    }

    /// <summary>The key that a secret stands for.</summary>
    internal static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[Prefix.Length..]);
}
