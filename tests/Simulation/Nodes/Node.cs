using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Tests.Simulation.Adapters;
using Tallystick.Tests.Simulation.Faults;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>A machine: a clock of its own, and a process that is started again when it crashes.</summary>
internal abstract class Node
{
    private readonly Random random;
    private bool isStopped;

    /// <summary>Makes a machine that is switched off.</summary>
    protected Node(World world, string name)
    {
        (World, Name) = (world, name);
        random = world.RandomFor(name);
        Clock = new NodeClock(world.Scheduler);
        if (world.Faults.Happens(FaultKind.ClockOff, name))
        {
            Clock.Offset = AnyOffset();
        }
    }

    /// <summary>The machine's clock.</summary>
    internal NodeClock Clock { get; }

    /// <summary>What traces call it.</summary>
    internal string Name { get; }

    /// <summary>The world that it is in.</summary>
    protected World World { get; }

    /// <summary>The machine's random numbers.</summary>
    protected Random Random => random;

    /// <summary>The last record before the batch that is being consumed.</summary>
    protected long ConsumedBefore { get; set; } = -1;

    /// <summary>The process that runs; null while the machine is down.</summary>
    protected Process? Process { get; private set; }

    /// <summary>What the process that runs works with.</summary>
    protected Services Services { get; private set; } = null!;

    /// <summary>Starts a process.</summary>
    internal void Start()
    {
        if (!isStopped)
        {
            Process = new Process(Name) { Crashed = Restart };
            Services = ServicesOf(Process);
            World.Trace.Add(Name, "starts");
            _ = World.GuardAsync(Name, () => RunAsync(Process));
        }
    }

    /// <summary>Ends the machine for good.</summary>
    internal void Stop()
    {
        isStopped = true;
        Process?.Crash();
    }

    /// <summary>What a process does from its start on; nothing for one that only answers.</summary>
    protected abstract Task RunAsync(Process process);

    /// <summary>Waits, in which time the clock may jump.</summary>
    protected async Task WaitAsync(Process process, Duration duration)
    {
        if (World.Faults.Happens(FaultKind.ClockJump, Name))
        {
            Clock.Offset = AnyOffset();
        }

        await World.Scheduler.WaitAsync(process, duration);
    }

    /// <summary>A stretch of time of random length.</summary>
    protected Duration AnyTime(int minSeconds, int maxSeconds) => Duration.FromSeconds(random.Next(minSeconds, maxSeconds));

    private Duration AnyOffset() => Duration.FromSeconds(random.Next(-600, 601));

    private void Restart()
    {
        Process = null;
        World.Scheduler.After(AnyTime(1, 120), Start);
    }

    private Services ServicesOf(Process process)
    {
        var wire = new Wire(World.Scheduler, World.Faults, World.Trace, process);
        var off = World.Plan.SwitchedOff;
        IDocumentStore store = new WiredDocuments(World.Documents, wire, World.CommittedAsync);
        return new Services(
            new WiredLog(World.Log, wire),
            Sabotage.Of(new WiredClaims(World.Claims, wire, random), World.Log, off),
            Sabotage.Of(store, off, () => ConsumedBefore),
            new WiredBlobs(World.Blobs, wire),
            new WiredCommands(World.Commands, wire),
            new WiredWebhooks(wire, World.Webhooks.Receive),
            World.Ids,
            World.Secrets,
            Clock);
    }
}
