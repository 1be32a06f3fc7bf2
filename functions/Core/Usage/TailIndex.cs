namespace Tallystick.Core.Usage;

/// <summary>
/// Where the events stand that are not metered yet. Each is looked at once, however many ask: were the tail of the log read for every question, or
/// of an account that has much of it each record, questions would slow metering down, and the tail would grow with them. Thread-safe.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="progress">How far it is metered.</param>
internal sealed class TailIndex(IEventLog log, MeterProgress progress)
{
    private readonly PartitionTail[] partitions = [.. Enumerable.Range(0, log.PartitionCount).Select(partition => new PartitionTail(log, partition))];

    /// <summary>The sequence number of the first record in a partition that an event may wait in; null where it waits in none.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="id">The event.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Storage.StoreUnavailableException">Metering is too far behind.</exception>
    internal async Task<long?> FindAsync(int partition, EventId id, CancellationToken cancellation)
    {
        var metered = await progress.ReadAsync(log.Number, partition, cancellation);
        var last = await log.LastSequenceAsync(partition, cancellation);
        return await partitions[partition].FindAsync(id, metered, last, cancellation);
    }
}
