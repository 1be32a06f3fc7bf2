using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>Positions of the log by which it is told what belongs to a period.</summary>
internal sealed class LogSeals(IDocumentStore store)
{
    private readonly MeterProgress progress = new(store);

    /// <summary>The ends of a log, and of the logs before it: those were metered to their ends before this one was made.</summary>
    internal async Task<IReadOnlyList<SealPosition>> EndsAsync(IEventLog log, CancellationToken cancellation)
    {
        List<SealPosition> ends = [.. (await ConsumedAsync(cancellation)).Where(mark => mark.Log != log.Number)];
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            ends.Add(new SealPosition(log.Number, partition, await log.LastSequenceAsync(partition, cancellation)));
        }

        return ends;
    }

    /// <summary>How far consumers have come.</summary>
    internal async Task<IReadOnlyList<SealPosition>> ConsumedAsync(CancellationToken cancellation) =>
        [.. (await progress.AllAsync(cancellation)).Select(mark => new SealPosition(mark.Log, mark.Partition, mark.Sequence))];

    /// <summary>A seal behind all that is metered, now and later: for previews, which count what there is.</summary>
    internal async Task<IReadOnlyList<SealPosition>> EverythingAsync(CancellationToken cancellation) =>
        [.. (await ConsumedAsync(cancellation)).Select(position => position with { LastSequence = long.MaxValue })];
}
