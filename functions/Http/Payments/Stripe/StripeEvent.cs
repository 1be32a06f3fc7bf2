using System.Text.Json;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a message of Stripe's: which payment it is about. How that stands is asked, not taken from here.</summary>
/// <param name="Tenant">Whose payment, by the metadata; null for what is no payment of this host's.</param>
/// <param name="Payment">Which payment, by the metadata; null for what is no payment of this host's.</param>
internal sealed record StripeEvent(string? Tenant, string? Payment)
{
    /// <summary>Reads a message; null where it is no JSON.</summary>
    public static StripeEvent? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var metadata = Member(Member(Member(json.RootElement, "data"), "object"), "metadata");
            return new StripeEvent(Text(metadata, StripePaymentProvider.TenantKey), Text(metadata, StripePaymentProvider.PaymentKey));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
