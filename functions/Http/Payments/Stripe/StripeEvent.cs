using System.Text.Json;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a message of Stripe's: what it is about, by the metadata. How that stands is asked, not taken from here.</summary>
/// <param name="Tenant">Whose; null for what is not of this host.</param>
/// <param name="Payment">Which payment, or the one that is refunded; null for none.</param>
/// <param name="Refund">Which refund; null for none.</param>
/// <param name="Method">Which method that is set up; null for none.</param>
internal sealed record StripeEvent(string? Tenant, string? Payment, string? Refund, string? Method)
{
    /// <summary>Reads a message; null where it is no JSON.</summary>
    public static StripeEvent? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var metadata = Member(Member(Member(json.RootElement, "data"), "object"), "metadata");
            return new StripeEvent(
                Text(metadata, StripeMetadata.Tenant),
                Text(metadata, StripeMetadata.Payment),
                Text(metadata, StripeMetadata.Refund),
                Text(metadata, StripeMetadata.Method));
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
