using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>The signature of Stripe's messages: HMAC-SHA-256 of <c>timestamp.body</c>.</summary>
/// <remarks>See https://docs.stripe.com/webhooks/signature.</remarks>
internal static class StripeSignature
{
    /// <summary>The header that has it: <c>t=1492774577,v1=5257a869…</c>, with a <c>v1</c> for each secret while one is replaced.</summary>
    public const string Header = "Stripe-Signature";

    /// <summary>How far the time of signing may be from now: an older message was kept by somebody.</summary>
    private static readonly Duration Tolerance = Duration.FromMinutes(5);

    /// <summary>True for a message that was signed with the secret, just now.</summary>
    /// <param name="secret">What the endpoint's messages are signed with.</param>
    /// <param name="header">What the header says; null where there is none.</param>
    /// <param name="body">The bytes that came.</param>
    /// <param name="now">The time, by the real clock.</param>
    public static bool IsValid(string secret, string? header, ReadOnlySpan<byte> body, Instant now)
    {
        var parts = (header ?? "").Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToList();
        var timestamp = parts.Find(part => part[0] == "t")?[1];
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Of(secret, timestamp, body));
        return parts.Exists(part => part[0] == "v1" && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(part[1]), expected));
    }

    /// <summary>The signature of a message, in small hexadecimal digits.</summary>
    /// <param name="secret">What to sign with.</param>
    /// <param name="timestamp">When, in seconds since 1970, as the header has it.</param>
    /// <param name="body">What.</param>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content));
    }
}
