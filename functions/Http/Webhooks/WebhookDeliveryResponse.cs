using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Http.Webhooks;

/// <summary>What happened, on its way to an endpoint.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WebhookEndpointId">To whom.</param>
/// <param name="EventId">Of what; the header <c>webhook-id</c> says it too.</param>
/// <param name="EventType">What happened.</param>
/// <param name="Sequence">The event's number.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="AttemptCount">How many times it was tried.</param>
/// <param name="Attempts">The last attempts, the earliest first.</param>
/// <param name="NextAttemptAt">When it is tried next; null where it is not.</param>
/// <param name="FailureReason">Why it was given up; null where it was not.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DeliveredAt">When the receiver took it; null before.</param>
internal sealed record WebhookDeliveryResponse(
    Id<WebhookDelivery> Id,
    Id<WebhookEndpoint> WebhookEndpointId,
    Id<BillingFact> EventId,
    string EventType,
    long Sequence,
    DeliveryStatus Status,
    int AttemptCount,
    IReadOnlyList<WebhookAttemptResponse> Attempts,
    Instant? NextAttemptAt,
    string? FailureReason,
    Instant CreatedAt,
    Instant? DeliveredAt)
{
    public string Object => "webhookDelivery";

    public static WebhookDeliveryResponse Of(WebhookDelivery delivery) => new(
        delivery.Id,
        delivery.EndpointId,
        delivery.EventId,
        delivery.EventType,
        delivery.Sequence,
        delivery.Status,
        delivery.AttemptCount,
        [.. delivery.Attempts.Select(attempt => new WebhookAttemptResponse(attempt.At, attempt.StatusCode, attempt.Error))],
        delivery.NextAttemptAt,
        delivery.FailureReason,
        delivery.CreatedAt,
        delivery.DeliveredAt);
}
