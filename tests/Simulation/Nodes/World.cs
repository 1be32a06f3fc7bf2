using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts.Memory;
using Tallystick.Tests.Simulation.Adapters;
using Tallystick.Tests.Simulation.Faults;
using Tallystick.Tests.Simulation.Oracle;
using Tallystick.Tests.Simulation.Runs;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>What outlives every process: the stores, the logs, true time, and what went wrong.</summary>
internal sealed class World
{
    private static readonly Duration CommandLease = Duration.FromSeconds(30);
    private readonly List<Violation> violations = [];
    private readonly List<MemoryEventLog> logs = [];
    private readonly BalanceWatch balance;
    private TaskCompletionSource issued = new();

    /// <summary>Makes an empty world.</summary>
    internal World(RunPlan plan, Trace trace, Instant start)
    {
        (Plan, Trace) = (plan, trace);
        Scheduler = new Scheduler(RandomFor("latency"), start);
        Trace.Scheduler = Scheduler;
        Faults = new FaultInjector(RandomFor("faults"), plan, trace);
        Scheduler.IsSlow = () => Faults.Happens(FaultKind.Slow, "network");
        LogClock = new NodeClock(Scheduler);
        Commands = new MemoryCommandQueue(new NodeClock(Scheduler), CommandLease);
        Ids = new TimeOrderedIdSource(new NodeClock(Scheduler), RandomFor("ids").NextBytes);
        Secrets = new SeededSecrets(RandomFor("secrets"));
        Webhooks = new WebhookWatch(Scheduler, Fail);
        balance = new BalanceWatch(Documents, Fail);
    }

    internal RunPlan Plan { get; }

    internal Trace Trace { get; }

    internal Scheduler Scheduler { get; }

    internal FaultInjector Faults { get; }

    internal NodeClock LogClock { get; }

    internal MemoryClaimStore Claims { get; } = new();

    internal MemoryDocumentStore Documents { get; } = new();

    internal MemoryBlobStore Blobs { get; } = new();

    internal MemoryCommandQueue Commands { get; }

    internal IIdSource Ids { get; }

    internal ISecretSource Secrets { get; }

    /// <summary>What merchants are to be told, and what they were told.</summary>
    internal WebhookWatch Webhooks { get; }

    /// <summary>The logs, the current one last.</summary>
    internal IReadOnlyList<MemoryEventLog> Logs => logs;

    internal IEventLog Log { get; private set; } = null!;

    /// <summary>Where the consumers' host would go on, by partition of the current log.</summary>
    internal long[] Checkpoints { get; private set; } = [];

    internal IReadOnlyList<Violation> Violations => violations;

    /// <summary>What the run has met.</summary>
    internal HashSet<Sighting> Sightings { get; } = [];

    /// <summary>A stream of random numbers of the seed's, apart from the others: leaving one thing out changes nothing elsewhere.</summary>
    internal Random RandomFor(string purpose)
    {
        var hash = unchecked((uint)Plan.Seed * 2654435761);
        foreach (var character in purpose)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return new Random((int)(hash & int.MaxValue));
    }

    /// <summary>Begins a log, with the number after the last one's.</summary>
    internal void AddLog(int partitions)
    {
        logs.Add(new MemoryEventLog(LogClock, partitions, logs.Count));
        Log = new RenewedLog([.. logs]);
        Checkpoints = new long[partitions];
    }

    /// <summary>Notes a broken promise; the run ends with the first.</summary>
    internal void Fail(string law, string message)
    {
        violations.Add(new Violation(law, message));
        Trace.Add("violation", $"{law}: {message}");
    }

    /// <summary>Does work of which only a store may throw; anything else that comes out of it is a broken promise.</summary>
    internal async Task GuardAsync(string who, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreUnavailableException exception)
        {
            Trace.Add(who, $"failed: {exception.Message}");
        }
        catch (Exception exception) when (violations.Count == 0)
        {
            Fail("NO_UNEXPECTED_EXCEPTION", $"{who}: {exception}");
        }
    }

    /// <summary>Told of every commit.</summary>
    internal ValueTask CommittedAsync(string partition, IReadOnlyList<DocumentWrite> writes)
    {
        if (writes.Any(write => write.Id == "invoice-counter"))
        {
            var told = issued;
            issued = new TaskCompletionSource();
            Scheduler.After(Duration.FromMilliseconds(1), told.SetResult);
        }

        Webhooks.See(partition, writes);
        return balance.CheckAsync(partition, writes);
    }

    /// <summary>Completes when an invoice is issued.</summary>
    internal Task NextIssueAsync() => issued.Task;
}
