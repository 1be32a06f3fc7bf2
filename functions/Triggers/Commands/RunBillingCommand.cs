using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Billing;
using Tallystick.Http.Hosting;
using Tallystick.Triggers.Settings;

namespace Tallystick.Triggers.Commands;

/// <summary>Closes a period, on a command of <see cref="Timers.ClosePeriods"/>. Periods of a subscription are closed one after the other.</summary>
public sealed class RunBillingCommand(ClosingHandler handler, TimeProvider time)
{
    /// <summary>Does a command.</summary>
    [Function(nameof(RunBillingCommand))]
    public Task RunAsync(
        [ServiceBusTrigger(DuePeriod.CommandKind, Connection = Connections.ServiceBus, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation) =>
        handler.HandleAsync(message, actions, time, cancellation);
}
