using System.Text.Json;
using NodaTime;

namespace Tallystick.Http.Usage.Requests;

/// <summary>An event, read by the metrics with its type.</summary>
/// <param name="Type">The event type that metrics name.</param>
/// <param name="Source">Where it happened.</param>
/// <param name="Data">What metrics read values and dimensions from.</param>
/// <param name="Subject">The customer's id; or else <paramref name="ExternalSubject"/>.</param>
/// <param name="ExternalSubject">The customer's external id: the event is kept until a customer with it appears.</param>
/// <param name="Timestamp">When it happened; the server's time where it is left out.</param>
/// <param name="IdempotencyKey">Sent again, the event never counts again. Without it a retry is another event.</param>
/// <param name="Namespace">Taken and not used.</param>
/// <param name="ExternalId">Stands in for a missing idempotency key.</param>
public sealed record EventRequest(
    string Type,
    string Source,
    JsonElement Data,
    string? Subject = null,
    string? ExternalSubject = null,
    Instant? Timestamp = null,
    string? IdempotencyKey = null,
    string? Namespace = null,
    string? ExternalId = null);
