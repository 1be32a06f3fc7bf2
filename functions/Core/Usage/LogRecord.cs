using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>A record as the log has it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Sequence">Its number within the partition.</param>
/// <param name="EnqueuedAt">When the log took it, by the log's clock, in whole milliseconds, or in whole seconds where the log's archive keeps no more;
/// never falls within a partition. However often a record is read, it is the same.</param>
/// <param name="Account">Whose events it holds; <see cref="AccountId.Nobody"/> where it holds none.</param>
/// <param name="Payload">The packed events; empty where it holds none.</param>
public sealed record LogRecord(int Partition, long Sequence, Instant EnqueuedAt, AccountId Account, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Why it holds no events of anybody: others wrote it. Null for every record that was appended through <see cref="IEventLog"/>.</summary>
    public string? Flaw { get; private init; }

    /// <summary>A record that arrived whole and is none of ours.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="sequence">Its number within the partition.</param>
    /// <param name="enqueuedAt">When the log took it.</param>
    /// <param name="flaw">What is wrong with it, for the operator.</param>
    public static LogRecord Unreadable(int partition, long sequence, Instant enqueuedAt, string flaw) =>
        new(partition, sequence, enqueuedAt, AccountId.Nobody, default) { Flaw = flaw };
}
