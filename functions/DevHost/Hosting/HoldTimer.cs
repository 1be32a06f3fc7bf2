using NodaTime;
using Tallystick.Core.Wallets;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Releases holds whose time has run out by the real clock. Those on test clocks are released when the clock is moved.</summary>
internal sealed class HoldTimer(HoldSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<HoldTimer> logger)
    : SweepTimer("Holds that have expired are released", settings.TimerInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => sweeper.SweepAllAsync(new WalletClock(now), cancellation);
}
