using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>That a record of the log holds no events: metering passed it over, and the log still has it.</summary>
/// <param name="Log">The log's number.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Sequence">The record's number within the partition.</param>
/// <param name="EnqueuedAt">When the log took it.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record UnreadableRecord(int Log, int Partition, long Sequence, Instant EnqueuedAt, string Reason)
{
    /// <summary>The entry for a record of a log that has a flaw.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static UnreadableRecord Of(int log, LogRecord record) =>
        new(log, record.Partition, record.Sequence, record.EnqueuedAt, record.Flaw ?? throw new ArgumentException("The record has no flaw.", nameof(record)));
}
