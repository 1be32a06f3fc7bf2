using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.EventHubs;

/// <summary>Appends records: what goes to one partition shares sends of up to 1 MB, one after the other; partitions go beside each other.</summary>
/// <remarks>A send stands or falls as a whole and is in order. Once begun, none is cancelled.</remarks>
internal sealed class HubSender(EventHubProducerClient producer, int partitions)
{
    /// <summary>Sends entries to the partitions of their accounts; where it throws, any of them may have arrived.</summary>
    /// <exception cref="ArgumentException">The account of one is none; nothing was sent.</exception>
    public Task SendAsync(IReadOnlyList<LogEntry> entries)
    {
        var byPartition = entries.GroupBy(entry => LogPartitions.Of(entry.Account, partitions)).ToList();
        return Task.WhenAll(byPartition.Select(some => SendAsync(HubPartition.IdOf(some.Key), [.. some])));
    }

    private async Task SendAsync(string partition, LogEntry[] entries)
    {
        var options = new CreateBatchOptions { PartitionId = partition };
        for (var sent = 0; sent < entries.Length;)
        {
            using var batch = await producer.CreateBatchAsync(options, CancellationToken.None);
            var end = sent;
            while (end < entries.Length && batch.TryAdd(HubRecord.Of(entries[end])))
            {
                end++;
            }

            if (end == sent)
            {
                throw new EventHubsException(
                    isTransient: false, partition, $"A record of {entries[sent].Payload.Length} bytes does not fit into a send.", EventHubsException.FailureReason.MessageSizeExceeded);
            }

            await producer.SendAsync(batch, CancellationToken.None);
            Count(entries.AsSpan(sent..end));
            sent = end;
        }
    }

    private static void Count(ReadOnlySpan<LogEntry> entries)
    {
        var (bytes, billed) = (0L, 0);
        foreach (var entry in entries)
        {
            bytes += entry.Payload.Length;
            billed += LogMetrics.BilledFor(entry.Payload.Length, entry.Account.ToString().Length);
        }

        LogMetrics.Count(entries.Length, bytes, billed);
    }
}
