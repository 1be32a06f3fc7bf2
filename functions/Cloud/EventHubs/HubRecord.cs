using Azure.Messaging.EventHubs;
using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.EventHubs;

/// <summary>
/// A log entry as an event of the hub, and back: the body is the payload, the property <c>account</c> names whose it is. What others sent to the hub is a
/// record of nobody.
/// </summary>
internal static class HubRecord
{
    /// <summary>The property that names the account.</summary>
    public const string AccountProperty = "account";

    /// <summary>The event of an entry. It has a copy of the payload: a send that failed may still be under way when the caller uses its buffer again.</summary>
    public static EventData Of(LogEntry entry) => new(new BinaryData(entry.Payload.ToArray())) { Properties = { [AccountProperty] = entry.Account.ToString() } };

    /// <summary>The payload, as it arrived; null where the body is no binary data.</summary>
    public static ReadOnlyMemory<byte>? BodyOf(EventData data) =>
        !data.GetRawAmqpMessage().Body.TryGetData(out var sections) ? null
        : sections.ToList() is [var single] ? single
        : sections.SelectMany(section => section.ToArray()).ToArray();

    /// <summary>The account's name; null where the event names none.</summary>
    public static string? AccountOf(EventData data) => data.Properties.TryGetValue(AccountProperty, out var value) ? value as string : null;

    /// <summary>The record that an event is.</summary>
    /// <param name="partition">The partition it is in.</param>
    /// <param name="partitions">How many partitions the hub has.</param>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="enqueuedAt">The service's time. Its archive has whole seconds, so that seconds are what the log has.</param>
    /// <param name="name">The account's name, if it has one.</param>
    /// <param name="body">Its body; the record has a copy.</param>
    public static LogRecord Of(int partition, int partitions, long sequence, DateTimeOffset enqueuedAt, string? name, ReadOnlyMemory<byte>? body)
    {
        var time = Instant.FromUnixTimeSeconds(enqueuedAt.ToUnixTimeSeconds());
        if (name is null || !AccountId.TryParse(name, out var account))
        {
            return LogRecord.Unreadable(partition, sequence, time, $"It has no property '{AccountProperty}' that names an account.");
        }

        if (LogPartitions.Of(account, partitions) is var home && home != partition)
        {
            return LogRecord.Unreadable(partition, sequence, time, $"The records of its account are in partition {home}.");
        }

        if (body is not { } payload)
        {
            return LogRecord.Unreadable(partition, sequence, time, "Its body is no binary data.");
        }

        return LogBounds.FlawOf(payload.Span) is { } flaw
            ? LogRecord.Unreadable(partition, sequence, time, flaw)
            : new LogRecord(partition, sequence, time, account, payload.ToArray());
    }
}
