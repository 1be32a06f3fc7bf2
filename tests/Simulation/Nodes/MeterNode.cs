using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Faults;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>
/// The consumer of a partition, with the habits of a hub's trigger: it has a checkpoint of its own beside the pipeline's progress, moves it where
/// the function threw, gives records twice and batches out of order, and may not be the only one.
/// </summary>
internal sealed class MeterNode(World world, int partition, string name) : Node(world, name)
{
    private const int MaxBatch = 20;

    /// <summary>True to go by the pipeline's progress alone, as a worker does that has no checkpoint.</summary>
    internal bool GoesByProgress { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(Process process)
    {
        while (true)
        {
            await WaitAsync(process, AnyTime(1, 900));
            for (var isBehind = true; isBehind;)
            {
                isBehind = await ConsumeAsync(process);
            }
        }
    }

    private async Task<bool> ConsumeAsync(Process process)
    {
        var from = World.Checkpoints[partition];
        try
        {
            if (GoesByProgress)
            {
                from = await Services.Progress.ReadAsync(Services.Log.Number, partition, default) + 1;
            }

            var batch = await BatchAsync(from);
            if (batch.Count == 0)
            {
                return false;
            }

            ConsumedBefore = batch[0].Sequence - 1;
            await TryConsumeAsync(batch);
            return true;
        }
        catch (StoreUnavailableException)
        {
            await World.Scheduler.WaitAsync(process, Duration.FromSeconds(1));
            return true;
        }
    }

    private async Task TryConsumeAsync(IReadOnlyList<LogRecord> batch)
    {
        var after = batch[^1].Sequence + 1;
        try
        {
            await Services.Meter.ConsumeAsync(partition, batch, default);
        }
        catch (StoreUnavailableException) when (World.Faults.Happens(FaultKind.CheckpointSkipped, Name))
        {
            World.Checkpoints[partition] = after;
            throw;
        }

        World.Checkpoints[partition] = after;
    }

    private async Task<IReadOnlyList<LogRecord>> BatchAsync(long from)
    {
        if (from > 0 && World.Faults.Happens(FaultKind.Redelivered, Name))
        {
            from -= Random.NextInt64(1, Math.Min(from, MaxBatch) + 1);
        }

        var records = (await World.Log.ReadAsync(partition, from, int.MaxValue, null, default)).Records;
        var skip = records.Count > 1 && World.Faults.Happens(FaultKind.Reordered, Name) ? Random.Next(1, records.Count) : 0;
        return [.. records.Skip(skip).Take(Random.Next(1, MaxBatch))];
    }
}
