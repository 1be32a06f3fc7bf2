using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Http.Errors;
using Tallystick.Http.Telemetry;

namespace Tallystick.DevHost.Hosting;

/// <summary>Looks for periods that are due by the real clock, and has them closed by commands.</summary>
internal sealed class ClosingTimer(Closing closing, PipelineMetrics metrics, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<ClosingTimer> logger)
    : SweepTimer("Periods that are due are looked for", settings.TimerInterval, time, outages, logger)
{
    protected override async Task SweepAsync(Instant now, CancellationToken cancellation) =>
        metrics.Due(DuePeriod.CommandKind, await closing.SweepAsync(now, cancellation));
}
