using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>
/// Keeps a note of every record of the log that holds no events, for the operator: such a record must neither stop its partition nor vanish. Notes are
/// written before the partition's progress passes them, under ids made of their positions, so that metering again writes the same.
/// </summary>
/// <remarks>A log that only the product writes to has none: what is damaged there is found by its checksum, and stops.</remarks>
public sealed class UnreadableRecords(IDocumentStore store)
{
    private const string Partition = "metering";
    private const string IdPrefix = "unreadable:";
    private const int PerCommit = 100;

    /// <summary>Notes the records that have a flaw.</summary>
    public async Task KeepAsync(int log, IEnumerable<LogRecord> records, CancellationToken cancellation)
    {
        var flawed = records.Where(record => record.Flaw is not null).Select(record => UnreadableRecord.Of(log, record));
        foreach (var some in flawed.Chunk(PerCommit))
        {
            await store.CommitAsync(Partition, [.. some.Select(record => DocumentWrite.Put(IdOf(record), record.ToBody()))], cancellation);
        }
    }

    /// <summary>A part of them, the last of a partition first, and how many there are.</summary>
    public ValueTask<Page<UnreadableRecord>> ListAsync(PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<UnreadableRecord>(DocumentRange.WithPrefix(Partition, IdPrefix), page, cancellation);

    private static string IdOf(UnreadableRecord record) => $"{IdPrefix}{record.Log}.{record.Partition}.{record.Sequence:D19}";
}
