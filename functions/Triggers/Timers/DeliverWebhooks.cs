using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Http.Telemetry;

namespace Tallystick.Triggers.Timers;

/// <summary>Has merchants told of what happened, every minute. Firing late or twice does no harm.</summary>
public sealed class DeliverWebhooks(WebhookSweeper sweeper, PipelineMetrics metrics, TimeProvider time)
{
    /// <summary>Sends a command for each delivery that is due.</summary>
    [Function(nameof(DeliverWebhooks))]
    public async Task RunAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        metrics.Due(DueDelivery.CommandKind, await sweeper.SweepAsync(time.GetInstant(), cancellation));
}
