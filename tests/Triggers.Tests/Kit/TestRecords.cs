using Azure.Messaging.EventHubs;
using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>Records of the log as events of a hub, and back.</summary>
internal static class TestRecords
{
    private const string Account = "account";

    public static EventData ToEvent(LogRecord record) => EventHubsModelFactory.EventData(
        new BinaryData(record.Payload.ToArray()),
        properties: new Dictionary<string, object> { [Account] = record.Account.ToString() },
        sequenceNumber: record.Sequence,
        enqueuedTime: record.EnqueuedAt.ToDateTimeOffset());

    /// <summary>An event that something else sent to the hub.</summary>
    public static EventData Stranger(LogRecord inPlaceOf) => EventHubsModelFactory.EventData(
        new BinaryData("no event of ours"), sequenceNumber: inPlaceOf.Sequence, enqueuedTime: inPlaceOf.EnqueuedAt.ToDateTimeOffset());

    public static LogRecord Read(int partition, EventData data)
    {
        var enqueuedAt = Instant.FromDateTimeOffset(data.EnqueuedTime);
        return data.Properties.TryGetValue(Account, out var account)
            ? new LogRecord(partition, data.SequenceNumber, enqueuedAt, AccountId.Parse((string)account), data.EventBody.ToMemory())
            : LogRecord.Unreadable(partition, data.SequenceNumber, enqueuedAt, "It names no account.");
    }
}
