using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>Notes how messages are answered for.</summary>
internal sealed class RecordedActions : ServiceBusMessageActions
{
    public List<string> Given { get; } = [];

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        NoteAsync($"completed {message.MessageId}");

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        NoteAsync($"abandoned {message.MessageId}");

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        NoteAsync($"dead-lettered {message.MessageId}: {deadLetterReason}");

    private Task NoteAsync(string word)
    {
        Given.Add(word);
        return Task.CompletedTask;
    }
}
