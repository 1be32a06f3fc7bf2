using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>The part of a partition that is not metered yet, as <see cref="TailIndex"/> knows it. Thread-safe.</summary>
internal sealed class PartitionTail
{
    private const int SliceBytes = 1024 * 1024;

    // 16 MB of memory at most.
    private const int MaxRecords = 1_000_000;
    private readonly object gate = new();
    private readonly Queue<(long Sequence, ulong AccountTag)> records = new();
    private long next;

    /// <summary>Reads on to the end, and tells where an account's records may stand; see <see cref="TailIndex.FindAsync"/>.</summary>
    internal async Task<IReadOnlyList<long>> FindAsync(
        IEventLog log, int partition, ulong accountTag, long metered, long last, CancellationToken cancellation)
    {
        long from;
        while ((from = Begin(metered)) <= last)
        {
            End(from, await log.ReadAsync(partition, from, SliceBytes, only: null, cancellation));
        }

        lock (gate)
        {
            return [.. records.Where(record => record.AccountTag == accountTag).Select(record => record.Sequence)];
        }
    }

    /// <summary>Forgets what is metered: the first record that is not known.</summary>
    private long Begin(long metered)
    {
        lock (gate)
        {
            next = Math.Max(next, metered + 1);
            while (records.TryPeek(out var first) && first.Sequence <= metered)
            {
                records.Dequeue();
            }

            return records.Count < MaxRecords
                ? next
                : throw new StoreUnavailableException("Metering is too far behind to tell what became of the events.") { RetryAfter = TimeSpan.FromSeconds(5) };
        }
    }

    private void End(long from, LogSlice slice)
    {
        lock (gate)
        {
            // Another who asked at the same time may have been faster.
            if (next != from)
            {
                return;
            }

            foreach (var record in slice.Records)
            {
                records.Enqueue((record.Sequence, record.Account.Tag));
            }

            next = slice.Next;
        }
    }
}
