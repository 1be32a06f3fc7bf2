using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Looks for facts to tell and deliveries that are due by the real clock, and has them sent by commands.</summary>
internal sealed class WebhookTimer(WebhookSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<WebhookTimer> logger)
    : SweepTimer("Webhooks that are due are looked for", settings.TimerInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => sweeper.SweepAsync(now, cancellation);
}
