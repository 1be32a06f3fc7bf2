using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>A namespace whose queues are in memory, by a clock of the test's. Whatever queue is asked for exists.</summary>
/// <param name="time">The clock of locks, schedules and expiry.</param>
/// <param name="lockDuration">How long a session, or a dead letter, is locked.</param>
internal sealed class FakeServiceBusClient(TimeProvider time, TimeSpan lockDuration) : ServiceBusClient(Nowhere)
{
    // So that the client can be disposed of as the real one is; nothing connects to it.
    private const string Nowhere = "Endpoint=sb://tally.servicebus.example/;SharedAccessKeyName=name;SharedAccessKey=a2V5";

    private readonly ConcurrentDictionary<string, FakeQueue> queues = new(StringComparer.Ordinal);

    /// <summary>What every call fails with from now on; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What sends alone fail with from now on; null for none.</summary>
    public Exception? SendFailure { get; set; }

    public FakeQueue Queue(string name) => queues.GetOrAdd(name, _ => new FakeQueue(time, lockDuration));

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new FakeSender(this, queueOrTopicName);

    public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        options.SubQueue == SubQueue.DeadLetter
            ? new FakeDeadLetterReceiver(this, queueName)
            : throw new InvalidOperationException("A queue of sessions has no receiver without one.");

    public override Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(() => Queue(queueName).AcceptNext() is { } session
            ? (ServiceBusSessionReceiver)new FakeSessionReceiver(this, Queue(queueName), session)
            : throw new ServiceBusException("No session came in time.", ServiceBusFailureReason.ServiceTimeout, queueName));

    /// <summary>Makes a call of the service.</summary>
    public async Task<T> CallAsync<T>(Func<T> call)
    {
        await Task.Yield();
        return Failure is null ? call() : throw Failure;
    }
}
