using Azure.Storage.Blobs;
using Tallystick.Cloud.Capture;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.EventHubs;

/// <summary>A log whose event hub was replaced by another: what Capture kept of it. It is only read.</summary>
internal sealed class ArchivedLog(HubName name, int partitions, BlobContainerClient capture) : IEventLog
{
    private readonly CapturePartition[] archive =
        [.. Enumerable.Range(0, partitions).Select(partition => new CapturePartition(capture, name, partition, partitions))];

    /// <inheritdoc/>
    public int Number => name.Number;

    /// <inheritdoc/>
    public int PartitionCount => partitions;

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation) => throw Replaced();

    /// <inheritdoc/>
    public int PartitionOf(AccountId account) => LogPartitions.Of(account, partitions);

    /// <inheritdoc/>
    public async ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) =>
        await AskAsync(async () => await Partition(partition).LastAsync(cancellation) ?? -1, cancellation);

    /// <inheritdoc/>
    public async ValueTask<long> FirstSequenceAsync(int partition, CancellationToken cancellation) =>
        await AskAsync(async () => await Partition(partition).FirstAsync(cancellation) ?? 0, cancellation);

    /// <inheritdoc/>
    public async ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        return await AskAsync(async () => (await Partition(partition).ReadAsync(from, maxBytes, only, cancellation))?.Slice ?? new LogSlice([], from), cancellation);
    }

    /// <inheritdoc/>
    public async Task WaitForAsync(int partition, long sequence, CancellationToken cancellation)
    {
        if (await LastSequenceAsync(partition, cancellation) < sequence)
        {
            throw Replaced();
        }
    }

    private InvalidOperationException Replaced() => new($"Event hub {name} was replaced by another: nothing is appended to it any more.");

    private CapturePartition Partition(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, partitions);
        return archive[partition];
    }

    private Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation) =>
        StoreFailures.AskAsync($"The archive of event hub {name}", ask, cancellation);
}
