using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Cloud.ServiceBus;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Commands;

/// <summary>Hands a trigger's message to the handler of its kind.</summary>
internal static class Handling
{
    public static Task HandleAsync(
        this CommandHandler handler, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, TimeProvider time, CancellationToken cancellation) =>
        handler.HandleAsync(CommandMessage.Read(message), message.DeliveryCount, new MessageAnswer(message, actions, time), cancellation);
}
