namespace Tallystick.Core.Usage;

/// <summary>What became of one delivery.</summary>
/// <param name="Event">The event; <c>default</c> where the delivery could not be read.</param>
/// <param name="Position">Where the delivery stands.</param>
/// <param name="Outcome">Why it does not count; null where it does.</param>
public readonly record struct MeteredEvent(EventId Event, LogPosition Position, OutcomeKind? Outcome);
