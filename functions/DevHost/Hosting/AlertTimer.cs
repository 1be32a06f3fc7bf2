using NodaTime;
using Tallystick.Core.Limits;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Raises alerts of customers who crossed thresholds.</summary>
internal sealed class AlertTimer(AlertSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<AlertTimer> logger)
    : SweepTimer("Thresholds that are crossed are told", settings.TimerInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => sweeper.SweepAsync(now, cancellation);
}
