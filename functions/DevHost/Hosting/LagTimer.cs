using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Http.Errors;
using Tallystick.Http.Telemetry;

namespace Tallystick.DevHost.Hosting;

/// <summary>Measures how far metering is behind.</summary>
internal sealed class LagTimer(MeterLag lag, PipelineMetrics metrics, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<LagTimer> logger)
    : SweepTimer("The lag of metering is measured", settings.TimerInterval, time, outages, logger)
{
    protected override async Task SweepAsync(Instant now, CancellationToken cancellation) => metrics.Lag(await lag.ReadAsync(now, cancellation));
}
