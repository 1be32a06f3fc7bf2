using NodaTime;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>What customers' clocks are to show: true time, or what a test clock is moved to.</summary>
internal sealed class PlannedClocks
{
    private readonly List<Operation.MoveClock> moves = [];

    /// <summary>Adds a move, after those before it.</summary>
    internal void Add(Operation.MoveClock move) => moves.Add(move);

    /// <summary>What a customer's clock is to show at a time from the start on.</summary>
    internal Instant NowOf(Subscriber subscriber, Duration at) =>
        subscriber.Customer.TestClockId is not { } clock ? Scenario.Start + at
        : moves.LastOrDefault(move => move.Tenant == subscriber.Tenant && move.Clock.ToString() == clock && move.At <= at)?.To ?? Scenario.Start;
}
