using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Http.Webhooks;

/// <summary>Where a merchant is told of what happened.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">The address that is called.</param>
/// <param name="EventTypes">Of what it is told; empty for all.</param>
/// <param name="Description">What its owner says of it.</param>
/// <param name="Status">Whether it is called: <c>enabled</c> or <c>disabled</c>.</param>
/// <param name="DisabledAt">When it was disabled; null for one that is called.</param>
/// <param name="DisabledReason">Why it was disabled; null for one that is called.</param>
/// <param name="Secret">What deliveries are signed with: only in the answers that make it, and never again.</param>
/// <param name="PreviousSecretUntil">When the secret before stops to sign; null where there was none.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record WebhookEndpointResponse(
    Id<WebhookEndpoint> Id,
    string Url,
    IReadOnlyList<string> EventTypes,
    string? Description,
    string Status,
    Instant? DisabledAt,
    string? DisabledReason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret,
    Instant? PreviousSecretUntil,
    Instant CreatedAt)
{
    public string Object => "webhookEndpoint";

    public static WebhookEndpointResponse Of(WebhookEndpoint endpoint) => new(
        endpoint.Id,
        endpoint.Url,
        endpoint.EventTypes,
        endpoint.Description,
        endpoint.DisabledAt is null ? "enabled" : "disabled",
        endpoint.DisabledAt,
        endpoint.DisabledReason,
        null,
        endpoint.PreviousSecretUntil,
        endpoint.CreatedAt);

    public static WebhookEndpointResponse WithSecret(WebhookEndpoint endpoint) => Of(endpoint) with { Secret = endpoint.Secret };
}
