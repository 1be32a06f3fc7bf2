using Azure.Messaging.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>Sends to a queue in memory.</summary>
internal sealed class FakeSender(FakeServiceBusClient client, string queue) : ServiceBusSender
{
    public override string EntityPath => queue;

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => client.Queue(queue).Send(message));

    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
