using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Tallystick.Cloud.ServiceBus;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Commands;

/// <summary>Answers to the host that handed a message out. Where the lock of its session has ended, the answer fails, and the message comes again.</summary>
internal sealed class MessageAnswer(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, TimeProvider time) : ICommandAnswer
{
    public Task CompleteAsync(CancellationToken cancellation) => actions.CompleteMessageAsync(message, cancellation);

    /// <remarks>The service has no wait between attempts. The host keeps the session locked meanwhile, which holds up those behind it.</remarks>
    public async Task AbandonAsync(Duration retryAfter, CancellationToken cancellation)
    {
        await Task.Delay(retryAfter.ToTimeSpan(), time, cancellation);
        await actions.AbandonMessageAsync(message, propertiesToModify: null, cancellation);
    }

    public Task DeadLetterAsync(string reason, CancellationToken cancellation) =>
        actions.DeadLetterMessageAsync(message, propertiesToModify: null, CommandMessage.Reason(reason), deadLetterErrorDescription: null, cancellation);
}
