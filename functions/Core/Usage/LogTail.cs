using System.Runtime.CompilerServices;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>Reads the part of the log that is not metered yet. Metering is seldom more than a moment behind.</summary>
internal sealed class LogTail(IEventLog log, IDocumentStore store)
{
    private const int SliceBytes = 1024 * 1024;
    private const int MaxSlices = 64;

    private readonly MeterProgress progress = new(store);

    /// <summary>The deliveries of the accounts that are wanted, in log order within each partition.</summary>
    /// <exception cref="StoreUnavailableException">Metering is too far behind.</exception>
    internal async IAsyncEnumerable<Delivery> ReadAsync(Func<AccountId, bool> wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var record in ReadRecordsAsync(wanted, cancellation))
        {
            foreach (var delivery in Delivery.Unpack(log.Number, record))
            {
                yield return delivery;
            }
        }
    }

    /// <summary>The records of the accounts that are wanted, in log order within each partition.</summary>
    /// <exception cref="StoreUnavailableException">Metering is too far behind.</exception>
    internal async IAsyncEnumerable<LogRecord> ReadRecordsAsync(Func<AccountId, bool> wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var from = await progress.ReadAsync(log.Number, partition, cancellation) + 1;
            for (var slices = 0; from <= await log.LastSequenceAsync(partition, cancellation); slices++)
            {
                if (slices == MaxSlices)
                {
                    throw new StoreUnavailableException("Metering is too far behind to tell what became of the events.") { RetryAfter = TimeSpan.FromSeconds(5) };
                }

                var slice = await log.ReadAsync(partition, from, SliceBytes, only: null, cancellation);
                foreach (var record in slice.Records.Where(record => wanted(record.Account)))
                {
                    yield return record;
                }

                from = slice.Next;
            }
        }
    }
}
