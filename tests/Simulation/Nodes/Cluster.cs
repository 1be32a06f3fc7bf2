using NodaTime;
using Tallystick.Tests.Simulation.Faults;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>All machines: two regions that take events, a consumer a partition, two machines of timers.</summary>
internal sealed class Cluster
{
    private const int Regions = 2;
    private const int Closers = 2;
    private static readonly Process Operator = new("operator");
    private readonly World world;
    private readonly Random random;
    private readonly List<MeterNode> meters = [];
    private readonly List<MeterNode> secondOwners = [];
    private List<IngestNode> regions = [];
    private List<CloserNode> closers = [];
    private bool isHealed;

    /// <summary>Makes the machines and starts them.</summary>
    internal Cluster(World world)
    {
        this.world = world;
        random = world.RandomFor("cluster");
        StartAll();
        _ = world.GuardAsync(Operator.Name, MisbehaveAsync);
    }

    /// <summary>The fronts that clients can ask.</summary>
    internal IReadOnlyList<IngestNode> InRegions => regions;

    /// <summary>The metering of the current log has come to its end.</summary>
    internal async ValueTask<bool> IsDrainedAsync()
    {
        var progress = new Tallystick.Core.Usage.MeterProgress(world.Documents);
        for (var partition = 0; partition < world.Log.PartitionCount; partition++)
        {
            if (await progress.ReadAsync(world.Log.Number, partition, default) < await world.Log.LastSequenceAsync(partition, default))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Makes the log anew, as an operator does who wants another number of partitions: no more is taken, what stands is metered, and all begin again
    /// on the new log.
    /// </summary>
    internal async Task RenewLogAsync(int partitions)
    {
        regions.ForEach(region => region.Stop());
        meters.ForEach(meter => meter.GoesByProgress = true);
        while (!await IsDrainedAsync())
        {
            await world.Scheduler.WaitAsync(Operator, Duration.FromMinutes(10));
        }

        IEnumerable<Node> all = [.. meters, .. secondOwners, .. closers];
        foreach (var node in all)
        {
            node.Stop();
        }

        world.AddLog(partitions);
        world.Trace.Add(Operator.Name, $"log {world.Log.Number} with {partitions} partitions");
        StartAll();
    }

    /// <summary>Nothing goes wrong any more: clocks are right, nobody owns a partition twice, and consumers go by the pipeline's progress.</summary>
    internal void Heal()
    {
        isHealed = true;
        world.Faults.Stop();
        world.LogClock.Offset = Duration.Zero;
        secondOwners.ForEach(owner => owner.Stop());
        meters.ForEach(meter => meter.GoesByProgress = true);
        foreach (var node in regions.Concat<Node>(closers).Concat(meters))
        {
            node.Clock.Offset = Duration.Zero;
        }

        world.Trace.Add(Operator.Name, "heals");
    }

    private void StartAll()
    {
        var log = world.Log.Number;
        regions = [.. Enumerable.Range(0, Regions).Select(region => new IngestNode(world, $"region-{log}.{region}"))];
        closers = [.. Enumerable.Range(0, Closers).Select(closer => new CloserNode(world, $"closer-{log}.{closer}"))];
        meters.Clear();
        meters.AddRange(Enumerable.Range(0, world.Log.PartitionCount).Select(partition => new MeterNode(world, partition, $"meter-{log}.{partition}")));
        foreach (var node in regions.Concat<Node>(closers).Concat(meters))
        {
            node.Start();
        }

        if (isHealed)
        {
            Heal();
        }
    }

    private async Task MisbehaveAsync()
    {
        while (!isHealed)
        {
            if (world.Faults.Happens(FaultKind.ClockJump, "log"))
            {
                world.LogClock.Offset = Duration.FromSeconds(random.Next(-600, 601));
            }

            if (world.Faults.Happens(FaultKind.SecondOwner, Operator.Name))
            {
                AddSecondOwner(random.Next(world.Log.PartitionCount));
            }

            await world.Scheduler.WaitAsync(Operator, Duration.FromMinutes(random.Next(1, 60)));
        }
    }

    private void AddSecondOwner(int partition)
    {
        var owner = new MeterNode(world, partition, $"second-{world.Log.Number}.{partition}.{secondOwners.Count}");
        secondOwners.Add(owner);
        owner.Start();
        world.Scheduler.After(Duration.FromMinutes(random.Next(1, 240)), owner.Stop);
    }
}
