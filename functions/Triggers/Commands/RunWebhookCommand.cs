using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Notifications;
using Tallystick.Http.Hosting;
using Tallystick.Triggers.Settings;

namespace Tallystick.Triggers.Commands;

/// <summary>Calls a merchant's receiver, on a command of <see cref="Timers.DeliverWebhooks"/>. An endpoint is called once at a time.</summary>
public sealed class RunWebhookCommand(WebhookHandler handler, TimeProvider time)
{
    /// <summary>Does a command.</summary>
    [Function(nameof(RunWebhookCommand))]
    public Task RunAsync(
        [ServiceBusTrigger(DueDelivery.CommandKind, Connection = Connections.ServiceBus, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation) =>
        handler.HandleAsync(message, actions, time, cancellation);
}
