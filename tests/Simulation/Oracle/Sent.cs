using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>One event of one attempt of a client.</summary>
/// <param name="Event">The event.</param>
/// <param name="Hold">The hold that it named; null for none.</param>
internal sealed record Sent(SentEvent Event, string? Hold)
{
    /// <summary>What a retry must repeat.</summary>
    internal Body Body => new(Event.Key, Event.Metric.ToString(), Event.Quantity, Event.Timestamp, Hold) { IsBackfill = Event.IsBackfill, Price = Event.Price };
}
