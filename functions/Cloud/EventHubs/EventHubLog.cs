using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Azure.Storage.Blobs;
using Tallystick.Cloud.Capture;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.EventHubs;

/// <summary>
/// The event log in an event hub, and in the blobs of Event Hubs Capture for what has left the hub. The partition is chosen here, by the account's name, so
/// that it is known without the service.
/// </summary>
/// <remarks>A hub's number of partitions is fixed for its life: another number takes another hub, whose name ends with another number.</remarks>
public sealed class EventHubLog : IEventLog, IDisposable
{
    private readonly HubName name;
    private readonly HubSender sender;
    private readonly HubPartition[] hub;
    private readonly CapturePartition[] archive;
    private readonly IReadOnlyDictionary<int, ArchivedLog> earlier;

    private EventHubLog(
        HubName name, int partitions, EventHubProducerClient producer, EventHubConsumerClient consumer, BlobContainerClient capture, IReadOnlyDictionary<int, ArchivedLog> earlier)
    {
        this.name = name;
        this.earlier = earlier;
        Number = name.Number;
        sender = new HubSender(producer, partitions);
        hub = [.. Enumerable.Range(0, partitions).Select(partition => new HubPartition(consumer, name, partition, partitions))];
        archive = [.. Enumerable.Range(0, partitions).Select(partition => new CapturePartition(capture, name, partition, partitions))];
    }

    /// <inheritdoc/>
    public int Number { get; }

    /// <inheritdoc/>
    public int PartitionCount => hub.Length;

    /// <summary>Asks the hub for its partitions and the archive for the earlier hubs, and notes this one there.</summary>
    /// <param name="name">The hub.</param>
    /// <param name="producer">Sends to it. The caller's, as the other clients are.</param>
    /// <param name="consumer">Reads from it, in a consumer group of its own: <see cref="EventHubConsumerClient.DefaultConsumerGroupName"/> will do, the trigger's will not.</param>
    /// <param name="capture">The container that Capture writes to, which exists; one blob a hub is written here.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FormatException">The hub's name does not end with the log's number.</exception>
    /// <exception cref="StoreUnavailableException">The hub or the container cannot be reached now.</exception>
    /// <exception cref="UnusableServiceException">Hub or container are not there, or refuse the app; or the hub has another number of partitions than it had.</exception>
    public static async Task<EventHubLog> OpenAsync(
        HubName name, EventHubProducerClient producer, EventHubConsumerClient consumer, BlobContainerClient capture, CancellationToken cancellation)
    {
        _ = name.Number;
        var partitions = await new CloudService($"Event hub {name}", "Azure Event Hubs Data Sender' and 'Azure Event Hubs Data Receiver").AskAsync(
            async () => (await producer.GetPartitionIdsAsync(cancellation)).Length, cancellation);
        var before = await new CloudService($"Blob container {capture.Uri}", CloudClients.BlobRole).AskAsync(
            async () =>
            {
                await HubSizes.KeepAsync(capture, name, partitions, cancellation);
                return await HubSizes.EarlierAsync(capture, name, cancellation);
            },
            cancellation);
        return new EventHubLog(name, partitions, producer, consumer, capture, before);
    }

    /// <inheritdoc/>
    public IEventLog Numbered(int number) =>
        number == Number ? this
        : earlier.TryGetValue(number, out var archived) ? archived
        : throw new StoreUnavailableException($"The records of log {number} are not to be had: this is log {Number}, and its archive does not have them.");

    /// <summary>The record that an event of a partition is, as a trigger was given it.</summary>
    public LogRecord RecordOf(int partition, EventData data) =>
        HubRecord.Of(Check(partition), PartitionCount, data.SequenceNumber, data.EnqueuedTime, HubRecord.AccountOf(data), HubRecord.BodyOf(data));

    /// <inheritdoc/>
    public async ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LogBounds.Check(entries);
        await AskAsync(
            async () =>
            {
                await sender.SendAsync(entries);
                return true;
            },
            CancellationToken.None);
    }

    /// <inheritdoc/>
    public int PartitionOf(AccountId account) => LogPartitions.Of(account, PartitionCount);

    /// <inheritdoc/>
    public async ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) =>
        await AskAsync(async () => (await hub[Check(partition)].EndsAsync(cancellation)).Last, cancellation);

    /// <inheritdoc/>
    public async ValueTask<long> FirstSequenceAsync(int partition, CancellationToken cancellation) => await AskAsync(
        async () => (await hub[Check(partition)].EndsAsync(cancellation)).First is > 0 and var first
            ? Math.Min(first, await archive[partition].FirstAsync(cancellation) ?? first)
            : 0,
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        Check(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        return await AskAsync(() => TakeAsync(partition, from, maxBytes, only, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) => await AskAsync(
        async () =>
        {
            var (_, last) = await hub[Check(partition)].EndsAsync(cancellation);
            if (last < sequence)
            {
                await hub[partition].WaitForAsync(sequence, last, cancellation);
            }

            return sequence;
        },
        cancellation);

    /// <summary>Leaves the clients to their owner.</summary>
    public void Dispose()
    {
        foreach (var partition in hub)
        {
            partition.Dispose();
        }
    }

    private async Task<LogSlice> TakeAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        var (first, last) = await hub[partition].EndsAsync(cancellation);
        if (from > last)
        {
            return new LogSlice([], from);
        }

        if (from < first)
        {
            if (await archive[partition].ReadAsync(from, maxBytes, only, cancellation) is { } archived && archived.First <= first)
            {
                return archived.Slice;
            }

            if (await archive[partition].FirstAsync(cancellation) <= from)
            {
                throw new DamagedStoreException($"Records from {from} to {first - 1} of partition {partition} have left event hub {name} and are not in its archive.");
            }
        }

        return first > last ? new LogSlice([], last + 1) : await hub[partition].ReadAsync(Math.Max(from, first), last, maxBytes, only, cancellation);
    }

    private Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return StoreFailures.AskAsync($"Event hub {name}", ask, cancellation);
    }

    private int Check(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, PartitionCount);
        return partition;
    }
}
