using System.Globalization;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>
/// The event log in append-only files, a folder a partition. An append returns when it is synced to disk; appends share syncs.
/// </summary>
internal sealed class SegmentLog : IEventLog, IDisposable
{
    private readonly AccountKeys keys;
    private readonly LogPartition[] partitions;

    /// <exception cref="DamagedFileException">Records that were durable cannot be read.</exception>
    public SegmentLog(string directory, DirectoryFormat format, LocalOptions options, TimeProvider time, KnownEnds ends)
    {
        DurableDirectory.Create(directory);
        Number = format.LogNumber;
        keys = new AccountKeys(format.LogPartitions);
        var opened = new List<LogPartition>();
        try
        {
            for (var i = 0; i < format.LogPartitions; i++)
            {
                opened.Add(new LogPartition(i, Path.Combine(directory, i.ToString(CultureInfo.InvariantCulture)), options, time, keys, ends));
            }
        }
        catch
        {
            opened.ForEach(partition => partition.Dispose());
            throw;
        }

        partitions = [.. opened];
    }

    /// <inheritdoc/>
    public int Number { get; }

    /// <inheritdoc/>
    public int PartitionCount => partitions.Length;

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LogBounds.Check(entries);
        if (entries.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        var targets = new int[entries.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = keys.PartitionOf(entries[i].Account);
        }

        return new ValueTask(Enqueue(entries, targets));
    }

    /// <inheritdoc/>
    public int PartitionOf(AccountId account) => keys.PartitionOf(account);

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) => new(Partition(partition).Arrival.Last);

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return new(Partition(partition).Read(from, maxBytes, only is { } account ? keys.Of(account) : null));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The log cannot be read: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> FirstSequenceAsync(int partition, CancellationToken cancellation) => new(Partition(partition).First);

    /// <inheritdoc/>
    public ValueTask<long> PurgeAsync(int partition, Instant before, long through, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return new(Partition(partition).Forget(before.ToUnixTimeMilliseconds(), through));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.ToUnavailable("Old records cannot be purged", failure);
        }
    }

    /// <inheritdoc/>
    public Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) =>
        Partition(partition).Arrival.WaitAsync(sequence, cancellation);

    /// <summary>Writes the appends that wait, and closes the files.</summary>
    public void Dispose()
    {
        foreach (var partition in partitions)
        {
            partition.Dispose();
        }
    }

    private LogPartition Partition(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, partitions.Length);
        return partitions[partition];
    }

    private Task Enqueue(IReadOnlyList<LogEntry> entries, int[] targets)
    {
        if (!targets.AsSpan(1).ContainsAnyExcept(targets[0]))
        {
            var single = new AppendCall(entries, targets, 1);
            partitions[targets[0]].Add(single);
            return single.Task;
        }

        int[] distinct = [.. targets.Distinct()];
        var call = new AppendCall(entries, targets, distinct.Length);
        foreach (var target in distinct)
        {
            try
            {
                partitions[target].Add(call);
            }
            catch (Exception refused) when (refused is StoreUnavailableException or ObjectDisposedException)
            {
                call.Fail(refused);
            }
        }

        return call.Task;
    }
}
