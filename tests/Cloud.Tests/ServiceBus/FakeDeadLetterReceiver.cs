using Azure.Messaging.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>Receives the dead letters of a queue in memory. Never waits.</summary>
internal sealed class FakeDeadLetterReceiver(FakeServiceBusClient client, string queue) : ServiceBusReceiver
{
    public override Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => client.Queue(queue).ReceiveDead(maxMessages));

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => client.Queue(queue).Complete(message, session: null));

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => client.Queue(queue).Abandon(message, session: null));

    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
