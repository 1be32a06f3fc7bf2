using NodaTime;

namespace Tallystick.DevHost.Load;

/// <summary>A delivery of an event.</summary>
/// <param name="Kind">What it is for the meter.</param>
/// <param name="Number">Names the event within the load; a retry has the number of its event.</param>
/// <param name="Customer">The customer's rank, from 0.</param>
/// <param name="Metric">The metric's index, from 0.</param>
/// <param name="Quantity">How much was used.</param>
/// <param name="OccurredAt">When, to the millisecond.</param>
public readonly record struct LoadEvent(LoadEventKind Kind, int Number, int Customer, int Metric, int Quantity, Instant OccurredAt);
