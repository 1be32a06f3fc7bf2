namespace Tallystick.Core.Usage;

/// <summary>
/// Where the records of an account stand that are not metered yet. Each record is looked at once, however many ask: were the tail of the log read for
/// every question, questions would slow metering down, and the tail would grow with them. Thread-safe.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="progress">How far it is metered.</param>
internal sealed class TailIndex(IEventLog log, MeterProgress progress)
{
    private readonly PartitionTail[] partitions = [.. Enumerable.Range(0, log.PartitionCount).Select(_ => new PartitionTail())];

    /// <summary>The sequence numbers of the records in a partition that may be those of an account, in order.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="accountTag">The account's <see cref="AccountId.Tag"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Storage.StoreUnavailableException">Metering is too far behind.</exception>
    internal async Task<IReadOnlyList<long>> FindAsync(int partition, ulong accountTag, CancellationToken cancellation)
    {
        var metered = await progress.ReadAsync(log.Number, partition, cancellation);
        var last = await log.LastSequenceAsync(partition, cancellation);
        return await partitions[partition].FindAsync(log, partition, accountTag, metered, last, cancellation);
    }
}
