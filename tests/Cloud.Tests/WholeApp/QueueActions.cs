using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Tests.Cloud.Tests.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>Carries out a function's answers on the queue that its message is from.</summary>
internal sealed class QueueActions(FakeQueue queue, FakeSession session) : ServiceBusMessageActions
{
    /// <summary>True where the message was given back, to be tried again.</summary>
    public bool IsGivenBack { get; private set; }

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Task.FromResult(queue.Complete(message, session));

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        IsGivenBack = true;
        return Task.FromResult(queue.Abandon(message, session));
    }

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(queue.DeadLetter(message, session, deadLetterReason ?? ""));
}
