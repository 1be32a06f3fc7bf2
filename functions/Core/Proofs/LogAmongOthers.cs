using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>One of several logs, with the others in reach: its corrections may name events of an earlier one. Only read.</summary>
internal sealed class LogAmongOthers(IEventLog one, IEventLog all) : IEventLog
{
    public int Number => one.Number;

    public int PartitionCount => one.PartitionCount;

    public IEventLog Numbered(int number) => number == Number ? this : all.Numbered(number);

    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation) =>
        throw new NotSupportedException("A rebuild appends nothing.");

    public int PartitionOf(AccountId account) => one.PartitionOf(account);

    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) => one.LastSequenceAsync(partition, cancellation);

    public ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation) =>
        one.ReadAsync(partition, from, maxBytes, only, cancellation);

    public ValueTask<long> FirstSequenceAsync(int partition, CancellationToken cancellation) => one.FirstSequenceAsync(partition, cancellation);

    public Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) => one.WaitForAsync(partition, sequence, cancellation);
}
