using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>How far the partitions of the log are metered: the last sequence number whose events all have their outcome.</summary>
public sealed class MeterProgress(IDocumentStore store)
{
    private const string Partition = "metering";
    private const string IdPrefix = "progress:";

    /// <summary>The last record that is metered, −1 for none.</summary>
    public async ValueTask<long> ReadAsync(int log, int partition, CancellationToken cancellation) =>
        (await store.ReadAsync<Mark>(Partition, IdOf(log, partition), cancellation))?.Value.Sequence ?? -1;

    /// <summary>The first record that is not metered.</summary>
    /// <exception cref="DamagedStoreException">The log ends before it: new records would be taken for metered ones.</exception>
    public async ValueTask<long> NextAsync(IEventLog log, int partition, CancellationToken cancellation)
    {
        var metered = await ReadAsync(log.Number, partition, cancellation);
        var last = await log.LastSequenceAsync(partition, cancellation);
        return metered <= last
            ? metered + 1
            : throw new DamagedStoreException($"Partition {partition} of log {log.Number} is metered up to record {metered}, and ends at record {last}.");
    }

    /// <summary>Moves the mark forward; never back, whatever order consumers come in.</summary>
    public async ValueTask AdvanceAsync(int log, int partition, long sequence, CancellationToken cancellation)
    {
        bool done;
        do
        {
            var standing = await store.ReadAsync<Mark>(Partition, IdOf(log, partition), cancellation);
            var next = new Versioned<Mark>(new Mark(sequence), standing?.ETag);
            done = standing?.Value.Sequence >= sequence
                || await store.CommitAsync(Partition, [next.ToWrite(IdOf(log, partition))], cancellation);
        }
        while (!done);
    }

    /// <summary>How far every partition of every log is metered that was ever begun.</summary>
    public async ValueTask<IReadOnlyList<(int Log, int Partition, long Sequence)>> AllAsync(CancellationToken cancellation)
    {
        var marks = await store.ListAsync(DocumentRange.WithPrefix(Partition, IdPrefix), descending: false, 0, int.MaxValue, cancellation);
        return [.. marks.Select(mark => OfId(mark.Id, mark.As<Mark>(Partition).Sequence))];
    }

    private static string IdOf(int log, int partition) => $"{IdPrefix}{log}.{partition}";

    private static (int Log, int Partition, long Sequence) OfId(string id, long sequence)
    {
        var numbers = id[IdPrefix.Length..].Split('.');
        return (int.Parse(numbers[0]), int.Parse(numbers[1]), sequence);
    }

    private sealed record Mark(long Sequence);
}
