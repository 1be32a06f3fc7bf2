using Tallystick.Core.Usage;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary>The last of several logs, which knows those in whose place it was made.</summary>
/// <param name="logs">The logs by their numbers.</param>
public sealed class RenewedLog(IReadOnlyList<IEventLog> logs) : IEventLog
{
    private readonly IEventLog current = logs[^1];

    /// <inheritdoc/>
    public int Number => current.Number;

    /// <inheritdoc/>
    public int PartitionCount => current.PartitionCount;

    /// <inheritdoc/>
    public IEventLog Numbered(int number) => logs[number];

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation) => current.AppendAsync(entries, cancellation);

    /// <inheritdoc/>
    public int PartitionOf(AccountId account) => current.PartitionOf(account);

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) => current.LastSequenceAsync(partition, cancellation);

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation) =>
        current.ReadAsync(partition, from, maxBytes, only, cancellation);

    /// <inheritdoc/>
    public Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) => current.WaitForAsync(partition, sequence, cancellation);
}
