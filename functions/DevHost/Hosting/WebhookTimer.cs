using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Http.Errors;
using Tallystick.Http.Telemetry;

namespace Tallystick.DevHost.Hosting;

/// <summary>Looks for facts to tell and deliveries that are due by the real clock, and has them sent by commands.</summary>
internal sealed class WebhookTimer(WebhookSweeper sweeper, PipelineMetrics metrics, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<WebhookTimer> logger)
    : SweepTimer("Webhooks that are due are looked for", settings.TimerInterval, time, outages, logger)
{
    protected override async Task SweepAsync(Instant now, CancellationToken cancellation) =>
        metrics.Due(DueDelivery.CommandKind, await sweeper.SweepAsync(now, cancellation));
}
