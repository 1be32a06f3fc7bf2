using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Operations;

/// <summary>A record of the event log that holds no events. Others wrote it; nothing of it is counted, and the log keeps it.</summary>
/// <param name="Log">The log's number.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Sequence">The record's number within the partition.</param>
/// <param name="EnqueuedAt">When the log took it.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record UnreadableRecordResponse(int Log, int Partition, long Sequence, Instant EnqueuedAt, string Reason)
{
    public string Object => "unreadableRecord";

    public static UnreadableRecordResponse Of(UnreadableRecord record) =>
        new(record.Log, record.Partition, record.Sequence, record.EnqueuedAt, record.Reason);
}
