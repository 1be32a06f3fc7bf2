using System.Runtime.CompilerServices;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

/// <summary>Reads from a <see cref="FakeHub"/>. A position behind the end is refused, as the service does.</summary>
internal sealed class FakeConsumer(FakeHub hub) : EventHubConsumerClient
{
    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task<PartitionProperties> GetPartitionPropertiesAsync(string partitionId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(hub.Describe(partitionId));
    }

    public override async IAsyncEnumerable<PartitionEvent> ReadEventsFromPartitionAsync(
        string partitionId, EventPosition startingPosition, ReadEventOptions readOptions, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var context = EventHubsModelFactory.PartitionContext("namespace", "hub", "group", partitionId);
        for (var next = StartOf(partitionId, startingPosition); ;)
        {
            var (data, arrival) = hub.At(partitionId, next);
            if (hub.IsSilent)
            {
                Assert.NotNull(readOptions.MaximumWaitTime);
                yield return default;
            }
            else if (data is not null)
            {
                next = data.SequenceNumber + 1;
                yield return new PartitionEvent(context, data);
            }
            else
            {
                await arrival.WaitAsync(cancellationToken);
            }
        }
    }

    private long StartOf(string partition, EventPosition position)
    {
        var last = hub.Describe(partition).LastEnqueuedSequenceNumber;
        for (var number = 0L; number <= last; number++)
        {
            if (position == EventPosition.FromSequenceNumber(number))
            {
                return number;
            }

            if (position == EventPosition.FromSequenceNumber(number, isInclusive: false))
            {
                return number + 1;
            }
        }

        Assert.True(position == EventPosition.Earliest, $"The position is behind the end of the partition, {last}.");
        return 0;
    }
}
