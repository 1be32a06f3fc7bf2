using Tallystick.Core.Usage;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>An archive whose records somebody has changed, or taken out.</summary>
/// <param name="inner">The log as it was.</param>
/// <param name="records">The record that is given instead of one; null for none.</param>
internal sealed class TamperedLog(IEventLog inner, IReadOnlyDictionary<(int Log, int Partition, long Sequence), LogRecord?> records) : IEventLog
{
    public int Number => inner.Number;

    public int PartitionCount => inner.PartitionCount;

    public IEventLog Numbered(int number) => number == Number ? this : new TamperedLog(inner.Numbered(number), records);

    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation) => inner.AppendAsync(entries, cancellation);

    public int PartitionOf(AccountId account) => inner.PartitionOf(account);

    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) => inner.LastSequenceAsync(partition, cancellation);

    public async ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        var slice = await inner.ReadAsync(partition, from, maxBytes, only, cancellation);
        var given = slice.Records.Select(record => records.TryGetValue((Number, partition, record.Sequence), out var other) ? other : record);
        return new LogSlice([.. given.OfType<LogRecord>()], slice.Next);
    }

    public Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) => inner.WaitForAsync(partition, sequence, cancellation);
}
