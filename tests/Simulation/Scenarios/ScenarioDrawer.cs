using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Draws a scenario from a seed.</summary>
internal sealed class ScenarioDrawer
{
    private readonly Random random;
    private readonly List<Subscriber> subscribers = [];
    private readonly List<(Tenant Tenant, Customer Customer)> latecomers = [];
    private readonly List<Operation> operations = [];
    private readonly List<Operation.Hold> holds = [];
    private readonly List<Operation.Grant> grants = [];
    private readonly PlannedClocks clocks = new();
    private readonly Habits habits;
    private readonly EventDrawer events;

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
        latecomers.AddRange(Enumerable.Range(0, random.Next(0, 3)).Select(number => (Any(subscribers).Tenant, Definitions.Latecomer(number))));
        events = new EventDrawer(random, habits, subscribers, latecomers, clocks);
    }

    /// <summary>Draws it.</summary>
    internal static Scenario Draw(Random random) => new ScenarioDrawer(random).Draw();

    private Scenario Draw()
    {
        AddClocks();
        var times = Enumerable.Range(0, random.Next(10, 70)).Select(_ => habits.NextTime()).Order().ToList();
        var renewals = random.Next(3) == 0 ? random.Next(1, 3) : 0;
        foreach (var at in times)
        {
            Add(number => AnyOperation(number, at));
            AddMistakes(at);
        }

        latecomers.ForEach(one => Add(number => new Operation.AddCustomer(number, habits.NextTime(), one.Tenant, one.Customer)));
        for (; renewals > 0; renewals--)
        {
            Add(number => new Operation.RenewLog(number, habits.NextTime(), random.Next(1, 4)));
        }

        subscribers.ForEach(AddLife);
        AddEndpoints();
        return new Scenario(random.Next(1, 4), subscribers, latecomers, operations);
    }

    private void Add(Func<int, Operation> draw) => operations.Add(draw(operations.Count + 1));

    /// <summary>Moves of test clocks: from time to time some hours or days forward, now and then further than anything may be late.</summary>
    private void AddClocks()
    {
        foreach (var clock in subscribers.Where(subscriber => subscriber.Customer.TestClockId is not null).DistinctBy(subscriber => subscriber.Tenant))
        {
            var shown = Scenario.Start;
            foreach (var at in Enumerable.Range(0, random.Next(1, 5)).Select(_ => habits.NextTime()).Order().ToList())
            {
                shown += random.Next(4) == 0 ? Duration.FromDays(random.Next(30, 40)) : Duration.FromMinutes(random.Next(1, 36 * 60));
                var move = new Operation.MoveClock(operations.Count + 1, at, clock.Tenant, Id<TestClock>.Parse(clock.Customer.TestClockId!), shown);
                clocks.Add(move);
                operations.Add(move);
            }
        }
    }

    /// <summary>Corrections one upon the other, of what was just sent: most come before it is metered.</summary>
    private void AddMistakes(Duration at)
    {
        for (var some = random.Next(100) < habits.Corrections ? random.Next(4) : 0; some > 0; some--)
        {
            if (events.AnyCorrection(operations.Count + 1) is { } correction)
            {
                Add(number => new Operation.Correct(number, at + Duration.FromSeconds(random.Next(1, 600)), correction));
            }
        }
    }

    /// <summary>Webhook endpoints: most from the start, for everything; others at any time, some for one kind of fact.</summary>
    private void AddEndpoints()
    {
        foreach (var tenant in subscribers.Select(subscriber => subscriber.Tenant).Distinct().ToList())
        {
            if (random.Next(4) > 0)
            {
                Add(number => new Operation.AddEndpoint(number, Duration.Zero, tenant, []));
            }

            for (var later = random.Next(3); later > 0; later--)
            {
                Add(number => new Operation.AddEndpoint(number, habits.NextTime(), tenant, random.Next(2) == 0 ? [] : [Any(FactTypes.All)]));
            }
        }
    }

    /// <summary>The beginning and the end of a subscription, where they are in the scenario.</summary>
    private void AddLife(Subscriber subscriber)
    {
        if (subscriber.JoinsAt is { } at)
        {
            Add(number => new Operation.Subscribe(number, at, subscriber));
            if (subscriber.Version.InAdvanceTotal() > 0 && random.Next(5) > 0)
            {
                Add(number => new Operation.TopUp(number, at + AnyMinutes(), subscriber, random.Next(500, 3000) / 100m));
                Add(number => new Operation.PayFirstInvoice(number, at + AnyMinutes(), subscriber));
            }
        }

        // By a test clock the time in which something late is taken may be over before the scenario is.
        var isBrief = subscriber.Customer.TestClockId is not null && random.Next(2) == 0;
        if (isBrief || random.Next(4) == 0)
        {
            Duration? later = random.Next(2) == 0 ? null : AnyMinutes() * 6;
            Add(number => new Operation.Terminate(number, isBrief ? AnyMinutes() : habits.NextTime(), subscriber, later));
        }
    }

    private Operation AnyOperation(int number, Duration at)
    {
        var payer = Any(subscribers);
        var choice = random.Next(100);
        if (choice < habits.TopUps)
        {
            var amount = random.Next(1, habits.TopUpCents) / 100m;
            return random.Next(3) == 0 ? AnyGrant(number, at, payer, amount) : new Operation.TopUp(number, at, payer, amount);
        }

        if (choice < habits.TopUps + habits.Payments)
        {
            return random.Next(2) == 0 ? new Operation.VoidInvoice(number, at, payer) : new Operation.PayInvoice(number, at, payer);
        }

        if (choice < habits.TopUps + habits.Payments + habits.Holds)
        {
            return AnyHold(number, at, payer);
        }

        if (random.Next(40) == 0)
        {
            return new Operation.ReplayRejected(number, at, payer.Tenant);
        }

        return random.Next(100) < habits.Corrections && events.AnyCorrection(number) is { } correction
            ? new Operation.Correct(number, at, correction)
            : new Operation.Report(number, at, [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => events.AnyEvent(number, at, holds))], random.Next(8) == 0);
    }

    private Operation AnyGrant(int number, Duration at, Subscriber payer, decimal amount)
    {
        if (grants.Count > 0 && random.Next(4) == 0)
        {
            var made = Any(grants);
            return new Operation.VoidGrant(number, at, made.Payer, made.Number);
        }

        Duration? lasts = random.Next(3) == 0 ? null : Duration.FromMinutes(random.Next(1, 1500));
        var grant = new Operation.Grant(number, at, payer, amount, random.Next(98, 103), lasts, random.Next(4) == 0);
        grants.Add(grant);
        return grant;
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

    private Duration AnyMinutes() => Duration.FromMinutes(random.Next(0, 4 * 60));

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
