using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary><see cref="IEventLog"/> in memory: one lock, a list of records a partition.</summary>
/// <param name="time">The clock of enqueued times.</param>
/// <param name="partitionCount">How many partitions.</param>
/// <param name="number">The log's number.</param>
public sealed class MemoryEventLog(TimeProvider time, int partitionCount = 2, int number = 0) : IEventLog
{
    private const int PurgeSize = 3;
    private readonly object gate = new();
    private readonly List<LogRecord>[] partitions = [.. Enumerable.Range(0, partitionCount).Select(_ => new List<LogRecord>())];
    private readonly long[] first = new long[partitionCount];
    private TaskCompletionSource appended = NewSignal();

    /// <inheritdoc/>
    public int Number => number;

    /// <inheritdoc/>
    public int PartitionCount => partitionCount;

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LogBounds.Check(entries);
        lock (gate)
        {
            foreach (var entry in entries)
            {
                Append(entry);
            }

            appended.SetResult();
            appended = NewSignal();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public int PartitionOf(AccountId account) => (int)(account.Tag % (ulong)partitionCount);

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation)
    {
        lock (gate)
        {
            return new(Partition(partition).Count - 1);
        }
    }

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            var found = new List<LogRecord>();
            var records = Partition(partition);
            var next = Math.Max(from, first[partition]);
            for (var bytes = 0; next < records.Count && (found.Count == 0 || bytes < maxBytes); next++)
            {
                var record = records[(int)next];
                if (only is null || record.Account == only)
                {
                    found.Add(record);
                    bytes += record.Payload.Length;
                }
            }

            return new(new LogSlice(found, next));
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> FirstSequenceAsync(int partition, CancellationToken cancellation)
    {
        lock (gate)
        {
            return new(first[partition]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> PurgeAsync(int partition, Instant before, long through, CancellationToken cancellation)
    {
        lock (gate)
        {
            var begin = first[partition];
            var end = Math.Min(begin + PurgeSize, partitions[partition].Count - 1);
            while (first[partition] < end && first[partition] <= through && partitions[partition][(int)first[partition]].EnqueuedAt < before)
            {
                first[partition]++;
            }

            return new(first[partition] - begin);
        }
    }

    /// <inheritdoc/>
    public async Task WaitForAsync(int partition, long sequence, CancellationToken cancellation)
    {
        while (!IsThere(partition, sequence, out var next))
        {
            await next.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Append(LogEntry entry)
    {
        var partition = PartitionOf(entry.Account);
        var records = partitions[partition];
        var now = Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var enqueued = records.Count > 0 ? Instant.Max(records[^1].EnqueuedAt, now) : now;
        records.Add(new LogRecord(partition, records.Count, enqueued, entry.Account, entry.Payload.ToArray()));
    }

    private bool IsThere(int partition, long sequence, out Task next)
    {
        lock (gate)
        {
            next = appended.Task;
            return sequence < Partition(partition).Count;
        }
    }

    private List<LogRecord> Partition(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, partitionCount);
        return partitions[partition];
    }
}
