using Tallystick.Core.Usage;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>A log that counts the records that it gives.</summary>
internal sealed class CountingLog(IEventLog inner) : IEventLog
{
    /// <summary>How many records were given, the same one counted again each time.</summary>
    internal int Given { get; private set; }

    public int Number => inner.Number;

    public int PartitionCount => inner.PartitionCount;

    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation) => inner.AppendAsync(entries, cancellation);

    public int PartitionOf(AccountId account) => inner.PartitionOf(account);

    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) => inner.LastSequenceAsync(partition, cancellation);

    public async ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        var slice = await inner.ReadAsync(partition, from, maxBytes, only, cancellation);
        Given += slice.Records.Count;
        return slice;
    }

    public Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) => inner.WaitForAsync(partition, sequence, cancellation);
}
