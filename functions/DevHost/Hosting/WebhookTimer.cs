using NodaTime;
using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;
using Tallystick.Http.Errors;
using Tallystick.Http.Telemetry;

namespace Tallystick.DevHost.Hosting;

/// <summary>Looks for facts to tell and deliveries that are due by the real clock, and has them sent by commands; then writes the mails that are due.</summary>
internal sealed class WebhookTimer(
    WebhookSweeper sweeper, MailSweeper mails, PipelineMetrics metrics, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<WebhookTimer> logger)
    : SweepTimer("Webhooks that are due are looked for", settings.TimerInterval, time, outages, logger)
{
    protected override async Task SweepAsync(Instant now, CancellationToken cancellation)
    {
        metrics.Due(DueDelivery.CommandKind, await sweeper.SweepAsync(now, cancellation));
        await mails.SweepAsync(now, cancellation);
    }
}
