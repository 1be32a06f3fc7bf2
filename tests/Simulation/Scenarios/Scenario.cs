using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Who there is, and what clients do.</summary>
/// <param name="Partitions">Of the first log.</param>
/// <param name="Subscribers">Customers who are there from the start.</param>
/// <param name="Latecomers">Customers who come later, whose usage may come before them.</param>
/// <param name="Operations">What is done, in the order of its numbers.</param>
internal sealed record Scenario(
    int Partitions,
    IReadOnlyList<Subscriber> Subscribers,
    IReadOnlyList<(Tenant Tenant, Customer Customer)> Latecomers,
    IReadOnlyList<Operation> Operations)
{
    /// <summary>When it begins.</summary>
    internal static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 0, 0);

    /// <summary>How long clients are at work.</summary>
    internal static readonly Duration Length = Duration.FromHours(50);

    /// <summary>Merchants, each in the mode that it is in.</summary>
    internal IEnumerable<Tenant> Tenants => Subscribers.Select(subscriber => subscriber.Tenant).Distinct();

    /// <summary>The test clocks that customers live by.</summary>
    internal IEnumerable<(Tenant Tenant, Id<TestClock> Clock)> Clocks => Subscribers.Where(subscriber => subscriber.Customer.TestClockId is not null)
        .Select(subscriber => (subscriber.Tenant, Id<TestClock>.Parse(subscriber.Customer.TestClockId!))).Distinct();
}
