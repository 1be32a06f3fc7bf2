using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>The event log: the truth that every counter, balance and invoice is folded from.</summary>
/// <remarks>
/// <para>Contract, held by every adapter and checked by one suite:</para>
/// <list type="bullet">
/// <item>When <see cref="AppendAsync"/> has returned, every entry is durable and will be read. When it has thrown, any of them may be.
/// Once begun, an append does not stop because the caller goes away.</item>
/// <item>All records of an account are in one partition, in the order of their appends; the entries of one call keep their order.</item>
/// <item>Sequence numbers of a partition begin at 0 and have no gaps; a record never changes. Records that were purged are
/// passed over: a read from one of them begins at the first that is left.</item>
/// <item>A record is readable only once it is durable.</item>
/// <item>Where others can put records into the log, those have their numbers and are read as records of <see cref="AccountId.Nobody"/>, with a
/// <see cref="LogRecord.Flaw"/>.</item>
/// <item>The caller may reuse a payload's buffer when the call has returned.</item>
/// <item>It throws <see cref="Storage.StoreUnavailableException"/> when it cannot take or give records now.</item>
/// <item>It throws <see cref="Storage.DamagedStoreException"/> where a record that was durable is not what was written.</item>
/// </list>
/// </remarks>
public interface IEventLog
{
    /// <summary>The number of this log; see <see cref="LogPosition.Log"/>.</summary>
    int Number { get; }

    /// <summary>
    /// The log with a number: this one, or an earlier one in whose place this one was made. Nothing is appended to an earlier one any more; it is
    /// read for what was counted from it.
    /// </summary>
    /// <exception cref="Storage.StoreUnavailableException">The records of that log are not to be had.</exception>
    IEventLog Numbered(int number) =>
        number == Number ? this : throw new Storage.StoreUnavailableException($"The records of log {number} are not to be had: this is log {Number}.");

    /// <summary>How many partitions there are, 1 or more; they are numbered from 0.</summary>
    int PartitionCount { get; }

    /// <summary>Appends records.</summary>
    ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation);

    /// <summary>The partition that holds an account's records.</summary>
    int PartitionOf(AccountId account);

    /// <summary>The sequence number of a partition's last durable record, −1 where it is empty.</summary>
    ValueTask<long> LastSequenceAsync(int partition, CancellationToken cancellation);

    /// <summary>Durable records from a sequence number on, in order: at least one where there is one, and at most about <paramref name="maxBytes"/> of payload.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="from">The first sequence number wanted.</param>
    /// <param name="maxBytes">Where to stop, in bytes of payload.</param>
    /// <param name="only">Only records of this account: the others are passed over without being returned; the answer says how far it got.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<LogSlice> ReadAsync(int partition, long from, int maxBytes, AccountId? only, CancellationToken cancellation);

    /// <summary>The sequence number of the first record that was not purged; 0 where none was.</summary>
    ValueTask<long> FirstSequenceAsync(int partition, CancellationToken cancellation) => new(0);

    /// <summary>
    /// Forgets a stretch of records at the beginning of a partition, as the log keeps them: bounded, and only where all of them are old. The last
    /// stretch stays. A log that keeps its records for ever says that there are none.
    /// </summary>
    /// <param name="partition">The partition.</param>
    /// <param name="before">Only records that were enqueued before this instant.</param>
    /// <param name="through">Only records up to this number.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many were forgotten; 0 where there are no more.</returns>
    ValueTask<long> PurgeAsync(int partition, Instant before, long through, CancellationToken cancellation) => new(0);

    /// <summary>Completes when a partition has a durable record with this sequence number.</summary>
    Task WaitForAsync(int partition, long sequence, CancellationToken cancellation);
}
