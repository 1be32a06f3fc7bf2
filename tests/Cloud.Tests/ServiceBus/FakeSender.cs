using Azure.Messaging.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>Sends to a queue in memory.</summary>
internal sealed class FakeSender(FakeServiceBusClient client, string queue) : ServiceBusSender
{
    public override string EntityPath => queue;

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => client.SendFailure is null ? client.Queue(queue).Send(message) : throw client.SendFailure);

    /// <summary>As a link of its own says it: fails where the queue cannot be sent to.</summary>
    public override async ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        await client.CallAsync(() => ServiceBusModelFactory.ServiceBusMessageBatch(0, []));

    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
