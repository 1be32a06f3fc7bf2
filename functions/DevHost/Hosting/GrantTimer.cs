using NodaTime;
using Tallystick.Core.Wallets;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Has grants come, roll over and expire by the real clock. Those on test clocks do when the clock is moved.</summary>
internal sealed class GrantTimer(GrantSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<GrantTimer> logger)
    : SweepTimer("Grants come and expire", settings.TimerInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => sweeper.SweepAllAsync(new WalletClock(now), cancellation);
}
