using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Tests.Simulation.Adapters;
using Tallystick.Tests.Simulation.Nodes;
using Tallystick.Tests.Simulation.Oracle;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Runs;

/// <summary>
/// One run of one seed: clients work while things go wrong; then nothing goes wrong any more, and everything must come to rest; then the books are
/// compared with what was sent.
/// </summary>
internal sealed class Run
{
    private const int MaxSteps = 4_000_000;
    private static readonly Duration ClientsPatience = Duration.FromHours(24);
    private static readonly Duration Settling = Duration.FromHours(3);
    private static readonly Duration LastClosing = Duration.FromHours(30);
    private readonly World world;
    private readonly Scenario scenario;
    private readonly ClientBook book = new();

    private Run(RunPlan plan, bool keepsTrace)
    {
        world = new World(plan, new Trace(keepsTrace), Scenario.Start);
        scenario = ScenarioDrawer.Draw(world.RandomFor("scenario"));
    }

    /// <summary>Runs a plan, on this thread alone.</summary>
    internal static RunResult Of(RunPlan plan, bool keepsTrace = false)
    {
        var run = new Run(plan, keepsTrace);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(run.world.Scheduler);
        try
        {
            return run.ToEnd();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private RunResult ToEnd()
    {
        world.AddLog(scenario.Partitions);
        Do(() => new DefinitionWriter(ServicesWithoutFaults()).WriteAsync(scenario.Subscribers));
        var cluster = new Cluster(world);
        var clients = new Clients(world, cluster, book);
        foreach (var operation in scenario.Operations.Where(operation => !world.Plan.WithoutOperations.Contains(operation.Number)))
        {
            book.Unfinished++;
            world.Scheduler.After(operation.At, () => _ = world.GuardAsync($"operation {operation.Number}", () => clients.DoAsync(operation)));
        }

        Pass(Scenario.Length);
        cluster.Heal();
        Rest("CLIENTS_GET_ANSWERS", ClientsPatience, () => book.Unfinished == 0);
        Pass(Settling);
        Do(ReplayAsync);
        Pass(LastClosing);
        MoveClocksOn(clients);
        Pass(Settling);
        Do(async () =>
        {
            if (!await cluster.IsDrainedAsync())
            {
                world.Fail("METERING_COMES_TO_THE_END", $"log {world.Log.Number} is not metered to its end");
            }

            await new Audit(world, scenario, book, ServicesWithoutFaults()).RunAsync();
        });
        return new RunResult(
            world.Plan,
            world.Violations.Count > 0 ? world.Violations[0] : null,
            world.Trace.Hash,
            world.Trace.Lines,
            scenario.Operations.Count,
            world.Faults.Count,
            world.Faults.Seen,
            world.Sightings,
            world.Scheduler.Steps);
    }

    private Services ServicesWithoutFaults() =>
        new(
            world.Log,
            world.Claims,
            new WatchedDocuments(world.Documents, world.CommittedAsync),
            world.Blobs,
            world.Commands,
            new WiredWebhooks(new Wire(world.Scheduler, world.Faults, world.Trace, new Scheduling.Process("operator")), world.Webhooks.Receive),
            world.Ids,
            world.Secrets,
            new Scheduling.NodeClock(world.Scheduler));

    /// <summary>What is done when the cause is mended: what was rejected is replayed, and so are webhooks that were given up.</summary>
    private async Task ReplayAsync()
    {
        var services = ServicesWithoutFaults();
        foreach (var tenant in scenario.Tenants)
        {
            await Clients.ReplayAsync(services, tenant);
            foreach (var failed in (await services.DeliveriesAsync(tenant)).Where(delivery => delivery.Status == DeliveryStatus.Failed))
            {
                (await services.Deliveries.ReplayAsync(tenant, failed.Id, world.Scheduler.Now, default)).OrThrow();
            }
        }
    }

    private void MoveClocksOn(Clients clients)
    {
        foreach (var (tenant, clock) in scenario.Clocks)
        {
            book.Unfinished++;
            _ = world.GuardAsync("clocks", () => clients.MoveClockOnAsync(tenant, clock));
        }

        Rest("CLIENTS_GET_ANSWERS", ClientsPatience, () => book.Unfinished == 0);
    }

    private void Pass(Duration duration) => Advance("STEPS_COME_TO_AN_END", duration, () => false);

    private void Rest(string law, Duration patience, Func<bool> isAtRest)
    {
        Advance(law, patience, isAtRest);
        if (world.Violations.Count == 0 && !isAtRest())
        {
            world.Fail(law, $"not within {patience}");
        }
    }

    private void Advance(string law, Duration duration, Func<bool> isOver)
    {
        if (!world.Scheduler.RunUntil(world.Scheduler.Now + duration, () => isOver() || world.Violations.Count > 0, MaxSteps))
        {
            world.Fail(law, $"{MaxSteps} steps were not enough");
        }
    }

    /// <summary>Work over stores that answer at once, so it is done when it returns.</summary>
    private void Do(Func<Task> work)
    {
        if (world.Violations.Count == 0)
        {
            var done = world.GuardAsync("auditor", work);
            Advance("STEPS_COME_TO_AN_END", Duration.Zero, () => done.IsCompleted);
        }
    }
}
