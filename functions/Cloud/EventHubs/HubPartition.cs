using System.Globalization;
using Azure.Messaging.EventHubs.Consumer;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.EventHubs;

/// <summary>Reads one partition of the hub.</summary>
/// <param name="consumer">The client; of a consumer group without a trigger, which would shut other readers out.</param>
/// <param name="name">The hub.</param>
/// <param name="partition">The partition.</param>
/// <param name="partitions">How many the hub has.</param>
internal sealed class HubPartition(EventHubConsumerClient consumer, HubName name, int partition, int partitions) : IDisposable
{
    // The service lets five read a partition at a time, whatever process they are in.
    private const int MaxReaders = 2;

    // A read that wants no more than this takes records one by one.
    private const int FewBytes = LogEntry.PackedSize;

    // For records that are there: longer than the service takes, even when it moves a partition.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim turns = new(MaxReaders);

    /// <summary>The service's name of a partition.</summary>
    public static string IdOf(int partition) => partition.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first record that the hub still has, and the last one; the first is behind the last where all have left it.</summary>
    public async Task<(long First, long Last)> EndsAsync(CancellationToken cancellation)
    {
        var ends = await consumer.GetPartitionPropertiesAsync(IdOf(partition), cancellation);
        return (ends.IsEmpty ? ends.LastEnqueuedSequenceNumber + 1 : ends.BeginningSequenceNumber, ends.LastEnqueuedSequenceNumber);
    }

    /// <summary>Records that the hub has, from one on and up to another; see <see cref="IEventLog.ReadAsync"/>.</summary>
    public async Task<LogSlice> ReadAsync(long from, long last, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            return await TakeAsync(from, last, maxBytes, only?.ToString(), cancellation);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Completes when the hub has a record that comes after the last known one and has at least this number.</summary>
    public async Task WaitForAsync(long sequence, long last, CancellationToken cancellation)
    {
        // A position behind the end of the partition is refused by the service; behind its last record is none.
        var start = last < 0 ? EventPosition.Earliest : EventPosition.FromSequenceNumber(last, isInclusive: false);
        await foreach (var read in consumer.ReadEventsFromPartitionAsync(IdOf(partition), start, OptionsFor(FewBytes, wait: null), cancellation))
        {
            if (read.Data?.SequenceNumber >= sequence)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private static ReadEventOptions OptionsFor(int maxBytes, TimeSpan? wait)
    {
        var options = new ReadEventOptions { MaximumWaitTime = wait, TrackLastEnqueuedEventProperties = false };
        if (maxBytes <= FewBytes)
        {
            (options.CacheEventCount, options.PrefetchCount) = (1, 0);
        }

        return options;
    }

    private async Task<LogSlice> TakeAsync(long from, long last, int maxBytes, string? only, CancellationToken cancellation)
    {
        var found = new List<LogRecord>();
        var (next, payload, scanned) = (from, 0L, 0L);
        var read = consumer.ReadEventsFromPartitionAsync(
            IdOf(partition), EventPosition.FromSequenceNumber(from), OptionsFor(maxBytes, LongestWait), cancellation);
        await foreach (var one in read)
        {
            // None where the wait was over; a later one where records leave the hub this moment.
            if (one.Data is not { } data || data.SequenceNumber != next)
            {
                throw new StoreUnavailableException($"Partition {partition} of event hub {name} does not give record {next} now.");
            }

            var body = HubRecord.BodyOf(data);
            scanned += body?.Length ?? 0;
            if (HubRecord.AccountOf(data) is var account && (only is null || account == only))
            {
                found.Add(HubRecord.Of(partition, partitions, next, data.EnqueuedTime, account, body));
                payload += body?.Length ?? 0;
            }

            if (++next > last || scanned >= LogBounds.MaxScan || (found.Count > 0 && payload >= maxBytes))
            {
                break;
            }
        }

        return new LogSlice(found, next);
    }
}
