using NodaTime;

namespace Tallystick.Http.Usage.Responses;

/// <summary>An event that is durably in the log.</summary>
public sealed record EventResponse(
    string Id, string Object, string? Type, string? Source, string Subject, string IdempotencyKey, Instant Timestamp, Instant CreatedAt);
