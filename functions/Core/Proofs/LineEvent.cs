using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>An event behind a line of an invoice.</summary>
/// <param name="Event">Its id.</param>
/// <param name="Position">Where it stands in the log.</param>
/// <param name="Key">The merchant's idempotency key.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="EnqueuedAt">When the log took it.</param>
/// <param name="Value">What it measures for the line's metric: a decimal; for UNIQUE_COUNT the value that is told apart. Empty where it only takes away.</param>
public sealed record LineEvent(EventId Event, LogPosition Position, string Key, Instant OccurredAt, Instant EnqueuedAt, string Value)
{
    /// <summary>The event whose place it takes; null where it is no correction.</summary>
    public EventId? Corrects { get; init; }

    /// <summary>Where the correction stands that takes its place, up to the line's seal: the event counts no longer. Null where there is none.</summary>
    public LogPosition? CorrectedBy { get; init; }
}
