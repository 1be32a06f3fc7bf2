using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Draws a scenario from a seed.</summary>
internal sealed class ScenarioDrawer
{
    private readonly Random random;
    private readonly List<Subscriber> subscribers = [];
    private readonly List<(Tenant Tenant, Customer Customer)> latecomers = [];
    private readonly List<Operation> operations = [];
    private readonly List<SentEvent> sent = [];
    private readonly List<Operation.Hold> holds = [];
    private readonly Habits habits;

    private ScenarioDrawer(Random random)
    {
        this.random = random;
        var definitions = new Definitions(random);
        var tenants = random.Next(1, 3);
        for (var tenant = 0; tenant < tenants; tenant++)
        {
            subscribers.AddRange(definitions.Subscribers(tenant));
        }

        habits = new Habits(random, subscribers);
    }

    /// <summary>Draws it.</summary>
    internal static Scenario Draw(Random random) => new ScenarioDrawer(random).Draw();

    private Scenario Draw()
    {
        latecomers.AddRange(Enumerable.Range(0, random.Next(0, 3)).Select(number => (Any(subscribers).Tenant, Definitions.Latecomer(number))));
        var times = Enumerable.Range(0, random.Next(10, 70)).Select(_ => habits.NextTime()).Order().ToList();
        var renewals = random.Next(3) == 0 ? random.Next(1, 3) : 0;
        foreach (var (index, at) in times.Index())
        {
            operations.Add(AnyOperation(index + 1, at));
        }

        operations.AddRange(latecomers.Select((one, index) => new Operation.AddCustomer(operations.Count + index + 1, habits.NextTime(), one.Tenant, one.Customer)));
        operations.AddRange(Enumerable.Range(operations.Count + 1, renewals).Select(number =>
            new Operation.RenewLog(number, habits.NextTime(), random.Next(1, 4))));
        return new Scenario(random.Next(1, 4), subscribers, latecomers, operations);
    }

    private Operation AnyOperation(int number, Duration at)
    {
        var payer = Any(subscribers);
        var choice = random.Next(100);
        if (choice < habits.TopUps)
        {
            return new Operation.TopUp(number, at, payer, random.Next(1, habits.TopUpCents) / 100m);
        }

        if (choice < habits.TopUps + habits.Payments)
        {
            return random.Next(3) == 0 ? new Operation.VoidInvoice(number, at, payer) : new Operation.PayInvoice(number, at, payer);
        }

        if (choice < habits.TopUps + habits.Payments + habits.Holds)
        {
            return AnyHold(number, at, payer);
        }

        return new Operation.Report(number, at, [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => AnyEvent(number, at))], random.Next(8) == 0);
    }

    private Operation AnyHold(int number, Duration at, Subscriber payer)
    {
        if (holds.Count > 0 && random.Next(3) == 0)
        {
            var placed = Any(holds);
            return new Operation.Release(number, at, placed.Payer, placed.Number);
        }

        var hold = new Operation.Hold(number, at, payer, random.Next(1, 20), random.Next(1, 4), Duration.FromSeconds(random.Next(1, 14400)));
        holds.Add(hold);
        return hold;
    }

    private SentEvent AnyEvent(int number, Duration at)
    {
        // A retry; or, now and then, the same key for something else.
        if (sent.Count > 0 && random.Next(100) < habits.Retries)
        {
            var again = Any(sent);
            return random.Next(4) == 0 ? again with { Quantity = again.Quantity + 1 } : again;
        }

        var hold = holds.Count > 0 && random.Next(3) == 0 ? Any(holds) : null;
        var payer = hold?.Payer ?? Any(subscribers);
        var subject = latecomers.Count > 0 && hold is null && random.Next(5) == 0 ? Any(latecomers).Customer.ExternalId! : payer.Customer.Id.ToString();
        var tenant = latecomers.Find(one => one.Customer.ExternalId == subject) is { Customer: not null } found ? found.Tenant : payer.Tenant;
        var fresh = new SentEvent(
            tenant, subject, $"k{number}-{sent.Count}", Any(payer.Metrics).Id, random.Next(1, 1000) / (random.Next(2) == 0 ? 1m : 100m), Timestamp(at), hold?.Number);
        sent.Add(fresh);
        return fresh;
    }

    private Instant? Timestamp(Duration at) => random.Next(5) == 0 ? null : Scenario.Start + at - habits.NextLateness();

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
