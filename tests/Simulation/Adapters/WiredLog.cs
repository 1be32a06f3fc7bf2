using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>The event log at the other end of a wire.</summary>
/// <param name="inner">The log.</param>
/// <param name="wire">The wire.</param>
internal sealed class WiredLog(IEventLog inner, Wire wire) : IEventLog
{
    /// <inheritdoc/>
    public int Number => inner.Number;

    /// <inheritdoc/>
    public IEventLog Numbered(int number) => new WiredLog(inner.Numbered(number), wire);

    /// <inheritdoc/>
    public int PartitionCount => inner.PartitionCount;

    /// <inheritdoc/>
    public async ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation) =>
        await wire.WriteAsync($"append {string.Join(' ', entries.Select(entry => entry.Account))}", async () =>
        {
            await inner.AppendAsync(entries, cancellation);
            return "appended";
        });

    /// <inheritdoc/>
    public int PartitionOf(AccountId account) => inner.PartitionOf(account);

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) =>
        wire.ReadAsync("last sequence", () => inner.LastSequenceAsync(partition, cancellation));

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation) =>
        wire.ReadAsync("read log", () => inner.ReadAsync(partition, from, maxBytes, only, cancellation));

    /// <inheritdoc/>
    public Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) => inner.WaitForAsync(partition, sequence, cancellation);
}
