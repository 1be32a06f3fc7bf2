using System.Diagnostics.Metrics;

namespace Tallystick.Cloud.EventHubs;

/// <summary>What appends ask of Event Hubs.</summary>
internal static class LogMetrics
{
    // What the service bills as one event: https://azure.microsoft.com/pricing/details/event-hubs.
    private const int BilledSize = 64 * 1024;

    // Of the body, the property and their headings in AMQP, more than there is.
    private const int HeadingSize = 64;

    private static readonly Counter<long> Records = CloudMeter.Instance.CreateCounter<long>("tally.log.records", "{record}", "Records appended to the event log.");
    private static readonly Counter<long> Bytes = CloudMeter.Instance.CreateCounter<long>("tally.log.bytes", "By", "Payload of records appended to the event log.");
    private static readonly Counter<long> Sends = CloudMeter.Instance.CreateCounter<long>("tally.log.sends", "{send}", "Requests that appended to the event log.");
    private static readonly Counter<long> Billed = CloudMeter.Instance.CreateCounter<long>("tally.log.billed", "{event}", "Events of 64 KB as Event Hubs bills appends.");

    /// <summary>How many events the service bills for a record.</summary>
    /// <param name="payload">The payload's size, in bytes.</param>
    /// <param name="account">The size of the account's name, in bytes.</param>
    public static int BilledFor(int payload, int account) => (payload + account + HeadingSize + BilledSize - 1) / BilledSize;

    /// <summary>Counts one send that was made.</summary>
    public static void Count(int records, long bytes, int billed)
    {
        Sends.Add(1);
        Records.Add(records);
        Bytes.Add(bytes);
        Billed.Add(billed);
    }
}
