using Azure.Messaging.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>Receives from a session of a queue in memory. Never waits.</summary>
internal sealed class FakeSessionReceiver(FakeServiceBusClient client, FakeQueue queue, FakeSession session) : ServiceBusSessionReceiver
{
    public override string SessionId => session.Id;

    public override DateTimeOffset SessionLockedUntil => session.LockedUntil;

    public override Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => queue.Receive(session));

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => queue.Complete(message, session));

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => queue.Abandon(message, session));

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        client.CallAsync(() => queue.DeadLetter(message, session, deadLetterReason));

    public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => client.CallAsync(() => queue.Renew(session));

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        queue.Close(session);
        return Task.CompletedTask;
    }
}
