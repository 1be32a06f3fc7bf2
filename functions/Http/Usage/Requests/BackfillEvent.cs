using System.Text.Json;
using NodaTime;

namespace Tallystick.Http.Usage.Requests;

/// <summary>An event that is brought in afterwards: with quantities by metric id, or with a type, a source and data.</summary>
/// <param name="IdempotencyKey">The merchant's key for the event. At most 255 characters.</param>
/// <param name="CustomerId">The customer's id or external id.</param>
/// <param name="Timestamp">When it happened: from the year 2000 on, and not in the future.</param>
/// <param name="Reason">Why it is brought in afterwards. At most 1,000 characters.</param>
/// <param name="Properties">1 to 100 quantities; for events without a type.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Source">Where it happened; for events with a type.</param>
/// <param name="Data">Its data; for events with a type.</param>
/// <param name="Metadata">The merchant's notes.</param>
public sealed record BackfillEvent(
    string IdempotencyKey,
    string CustomerId,
    Instant Timestamp,
    string Reason,
    IReadOnlyList<UsageProperty>? Properties = null,
    string? Type = null,
    string? Source = null,
    JsonElement? Data = null,
    JsonElement? Metadata = null);
