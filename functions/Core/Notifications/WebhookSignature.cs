using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>Signs deliveries as Standard Webhooks has it: HMAC-SHA-256 of <c>id.timestamp.body</c>.</summary>
/// <remarks>See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.</remarks>
public static class WebhookSignature
{
    /// <summary>The header's value: a signature for each secret, parted by blanks.</summary>
    /// <param name="secrets">What to sign with, one or more.</param>
    /// <param name="id">What the header <c>webhook-id</c> says.</param>
    /// <param name="at">When it is sent; its whole seconds since 1970 are what the header <c>webhook-timestamp</c> says.</param>
    /// <param name="body">The bytes that are sent.</param>
    public static string HeaderOf(IEnumerable<string> secrets, string id, Instant at, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(WebhookSecret.KeyOf(secret), content))));
    }
}
