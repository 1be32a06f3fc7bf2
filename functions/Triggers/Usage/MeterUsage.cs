using Azure.Messaging.EventHubs;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Http.Hosting;
using Tallystick.Triggers.Settings;

namespace Tallystick.Triggers.Usage;

/// <summary>
/// Meters what comes into the log. The trigger goes on behind a batch whether it succeeded or threw, so a batch is tried again without end; what a
/// process that ended left undone is read from the log before the next batch, or by <see cref="CatchUpMetering"/>.
/// </summary>
public sealed class MeterUsage(RecordReader read, Metering metering)
{
    /// <summary>The name of the consumer group, which is the trigger's alone.</summary>
    public const string ConsumerGroup = "metering";

    /// <summary>Meters a batch of one partition.</summary>
    [Function(nameof(MeterUsage))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task RunAsync(
        [EventHubTrigger($"%{SettingNames.EventHub}%", Connection = Connections.EventHubs, ConsumerGroup = ConsumerGroup)] EventData[] events,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var partition = PartitionOfBatch.Read(context.BindingContext);
        return metering.ConsumeAsync(partition, [.. events.Select(data => read(partition, data))], cancellation);
    }
}
