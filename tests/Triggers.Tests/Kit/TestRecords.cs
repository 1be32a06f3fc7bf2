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

    public static LogRecord Read(int partition, EventData data) => new(
        partition,
        data.SequenceNumber,
        Instant.FromDateTimeOffset(data.EnqueuedTime),
        AccountId.Parse((string)data.Properties[Account]),
        data.EventBody.ToMemory());
}
