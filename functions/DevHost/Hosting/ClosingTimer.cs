using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Looks for periods that are due by the real clock, and has them closed by commands.</summary>
internal sealed class ClosingTimer(Closing closing, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<ClosingTimer> logger)
    : SweepTimer("Periods that are due are looked for", settings.TimerInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => closing.SweepAsync(now, cancellation);
}
