using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>A delivery that counts, ready to be folded.</summary>
/// <param name="Position">Where it stands in the log.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Readings">What it measures and what was paid for it.</param>
public sealed record CountedUsage(LogPosition Position, Instant OccurredAt, IReadOnlyList<ChargedReading> Readings);
