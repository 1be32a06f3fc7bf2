using NodaTime;
using Tallystick.Core.Dunning;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Takes the steps that are due with invoices that are not paid.</summary>
internal sealed class DunningTimer(DunningSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<DunningTimer> logger)
    : SweepTimer("Steps with unpaid invoices are taken", settings.TimerInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => sweeper.SweepAsync(now, cancellation);
}
