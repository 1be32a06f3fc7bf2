using System.Text.Json.Serialization;
using NodaTime;

namespace Tallystick.Http.Usage.Requests;

/// <summary>Events as clients of Dodo Payments send them.</summary>
/// <param name="Events">1 to 1,000 events: all are accepted, or none.</param>
public sealed record DodoIngestRequest(IReadOnlyList<DodoIngestRequest.Item> Events)
{
    /// <summary>One event.</summary>
    /// <param name="EventId">The idempotency key.</param>
    /// <param name="CustomerId">The customer's id or external id.</param>
    /// <param name="EventName">The event type that metrics name.</param>
    /// <param name="Timestamp">When it happened; the server's time where it is left out.</param>
    /// <param name="Metadata">What metrics read values and dimensions from.</param>
    public sealed record Item(
        [property: JsonPropertyName("event_id")] string EventId,
        [property: JsonPropertyName("customer_id")] string CustomerId,
        [property: JsonPropertyName("event_name")] string EventName,
        Instant? Timestamp = null,
        IReadOnlyDictionary<string, object>? Metadata = null);
}
