using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Http.Telemetry;

namespace Tallystick.Triggers.Timers;

/// <summary>Has merchants told of what happened, and then their customers by mail, every minute. Firing late or twice does no harm.</summary>
public sealed class DeliverWebhooks(WebhookSweeper sweeper, MailSweeper mails, PipelineMetrics metrics, TimeProvider time)
{
    /// <summary>Sends a command for each delivery that is due, and the mails that are due.</summary>
    [Function(nameof(DeliverWebhooks))]
    public async Task RunAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        metrics.Due(DueDelivery.CommandKind, await sweeper.SweepAsync(time.GetInstant(), cancellation));
        await mails.SweepAsync(time.GetInstant(), cancellation);
    }
}
