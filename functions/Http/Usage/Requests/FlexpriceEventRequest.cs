using System.Text.Json.Serialization;
using NodaTime;

namespace Tallystick.Http.Usage.Requests;

/// <summary>An event as clients of Flexprice send it.</summary>
/// <param name="EventName">The event type that metrics name.</param>
/// <param name="ExternalCustomerId">The customer's id or external id.</param>
/// <param name="EventId">The idempotency key; without it a retry is another event.</param>
/// <param name="Timestamp">When it happened; the server's time where it is left out.</param>
/// <param name="Properties">What metrics read values and dimensions from.</param>
/// <param name="Source">Where it happened.</param>
public sealed record FlexpriceEventRequest(
    [property: JsonPropertyName("event_name")] string EventName,
    [property: JsonPropertyName("external_customer_id")] string ExternalCustomerId,
    [property: JsonPropertyName("event_id")] string? EventId = null,
    Instant? Timestamp = null,
    IReadOnlyDictionary<string, object>? Properties = null,
    string? Source = null);
