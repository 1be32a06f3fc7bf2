using System.Runtime.CompilerServices;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

/// <summary>Sends to a <see cref="FakeHub"/>. A batch holds 1 MB, counted as AMQP encodes it.</summary>
internal sealed class FakeProducer(FakeHub hub) : EventHubProducerClient
{
    /// <summary>What a send of the standard tier may weigh: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas.</summary>
    public const long MaxSize = 1024 * 1024;

    private readonly ConditionalWeakTable<EventDataBatch, Content> batches = [];

    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override ValueTask<EventDataBatch> CreateBatchAsync(CreateBatchOptions options, CancellationToken cancellationToken = default)
    {
        hub.ThrowIfOut();
        var content = new Content(int.Parse(options.PartitionId));
        var batch = EventHubsModelFactory.EventDataBatch(0, content.Events, options, content.Fits);
        batches.Add(batch, content);
        return new(batch);
    }

    public override async Task SendAsync(EventDataBatch eventBatch, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Assert.True(batches.TryGetValue(eventBatch, out var content));
        hub.Send(content.Partition, [.. content.Events], content.Size);
    }

    public override Task<string[]> GetPartitionIdsAsync(CancellationToken cancellationToken = default)
    {
        hub.ThrowIfOut();
        return Task.FromResult(hub.Partitions);
    }

    // AMQP 1.0, 1.6 and 3.2: four bytes of length, and the code of a type, before what is long; sections have three bytes before them.
    private static long SizeOf(EventData data) =>
        5 + 3 + 5 + data.EventBody.ToMemory().Length + 3 + 9 + data.Properties.Sum(pair => 10 + pair.Key.Length + $"{pair.Value}".Length);

    private sealed class Content(int partition)
    {
        public int Partition => partition;

        public List<EventData> Events { get; } = [];

        public long Size { get; private set; } = 64;

        public bool Fits(EventData data)
        {
            var fits = Size + SizeOf(data) <= MaxSize;
            Size += fits ? SizeOf(data) : 0;
            return fits;
        }
    }
}
