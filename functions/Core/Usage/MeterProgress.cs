using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>How far the partitions of the log are metered: the last sequence number whose events all have their outcome.</summary>
public sealed class MeterProgress(IDocumentStore store)
{
    private const string Partition = "metering";

    /// <summary>The last record that is metered, −1 for none.</summary>
    public async ValueTask<long> ReadAsync(int log, int partition, CancellationToken cancellation) =>
        (await store.ReadAsync<Mark>(Partition, IdOf(log, partition), cancellation))?.Value.Sequence ?? -1;

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

    private static string IdOf(int log, int partition) => $"progress:{log}.{partition}";

    private sealed record Mark(long Sequence);
}
