using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Responses;

/// <summary>A delivery of an event that does not count.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="Status">duplicate, conflict or rejected.</param>
/// <param name="IdempotencyKey">The merchant's key; null where the event could not be read.</param>
/// <param name="CustomerId">The customer, or the external id under which none is known.</param>
/// <param name="Timestamp">When it occurred; null where the event could not be read.</param>
/// <param name="CreatedAt">When the log took it.</param>
/// <param name="Position">Where it stands in the log.</param>
/// <param name="BodyHash">The hash of its body.</param>
/// <param name="CountedPosition">Where the delivery stands that counts in its stead.</param>
/// <param name="CountedBodyHash">The hash of the body that counts.</param>
/// <param name="Rejection">Why it was rejected.</param>
/// <param name="ReplayedAs">The id that it was replayed as.</param>
public sealed record OutcomeResponse(
    string EventId,
    OutcomeKind Status,
    string? IdempotencyKey,
    string CustomerId,
    Instant? Timestamp,
    Instant CreatedAt,
    string Position,
    string BodyHash,
    string? CountedPosition,
    string? CountedBodyHash,
    Rejection? Rejection,
    string? ReplayedAs)
{
    internal static OutcomeResponse Of(Outcome outcome) => new(
        outcome.Event,
        outcome.Kind,
        outcome.Key,
        outcome.Subject,
        outcome.OccurredAt,
        outcome.EnqueuedAt,
        outcome.Position.ToString(),
        outcome.BodyHash,
        outcome.Owner?.ToString(),
        outcome.OwnerBodyHash,
        outcome.Rejection,
        outcome.ReplayedAs);
}
