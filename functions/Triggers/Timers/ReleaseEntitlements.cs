using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Triggers.Timers;

/// <summary>Gives back what is left of entitlements whose time has run out, every minute. Firing late or twice does no harm.</summary>
public sealed class ReleaseEntitlements(HoldSweeper sweeper, TimeProvider time)
{
    /// <summary>Releases all that have expired by the real clock.</summary>
    [Function(nameof(ReleaseEntitlements))]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        sweeper.SweepAllAsync(new WalletClock(time.GetInstant()), cancellation);
}
