using Tallystick.Core.Usage;

namespace Tallystick.DevHost.Cost;

/// <summary>Another log, and what it was asked for. For one caller at a time.</summary>
public sealed class CountingLog(IEventLog inner) : IEventLog
{
    // What Event Hubs bills as one ingress event.
    private const int IngressSize = 64 * 1024;

    // Of the payload, the property that names the account, and their headings in AMQP, more than there is.
    private const int HeadingSize = 64;

    /// <inheritdoc/>
    public int Number => inner.Number;

    /// <inheritdoc/>
    public int PartitionCount => inner.PartitionCount;

    /// <summary>Calls that append.</summary>
    public long Appends { get; private set; }

    /// <summary>Records that were appended.</summary>
    public long Records { get; private set; }

    /// <summary>Bytes of their payloads.</summary>
    public long Bytes { get; private set; }

    /// <summary>Ingress events as Event Hubs bills them: one for each 64 KB that a record begins, with its account's name.</summary>
    public long IngressEvents { get; private set; }

    /// <summary>Calls that read records.</summary>
    public long Reads { get; private set; }

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation)
    {
        Appends++;
        Records += entries.Count;
        Bytes += entries.Sum(entry => (long)entry.Payload.Length);
        IngressEvents += entries.Sum(entry => (entry.Payload.Length + entry.Account.ToString().Length + HeadingSize + IngressSize - 1L) / IngressSize);
        return inner.AppendAsync(entries, cancellation);
    }

    /// <inheritdoc/>
    public int PartitionOf(AccountId account) => inner.PartitionOf(account);

    /// <inheritdoc/>
    public ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation) => inner.LastSequenceAsync(partition, cancellation);

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation)
    {
        Reads++;
        return inner.ReadAsync(partition, from, maxBytes, only, cancellation);
    }

    /// <inheritdoc/>
    public Task WaitForAsync(int partition, long sequence, CancellationToken cancellation) => inner.WaitForAsync(partition, sequence, cancellation);
}
