using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Triggers.Timers;

/// <summary>Has grants come, roll over and expire when their time is there, every minute. Firing late or twice does no harm.</summary>
public sealed class RenewGrants(GrantSweeper sweeper, TimeProvider time)
{
    /// <summary>Looks at all whose time is there by the real clock.</summary>
    [Function(nameof(RenewGrants))]
    public Task RunAsync([TimerTrigger("10 * * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        sweeper.SweepAllAsync(new WalletClock(time.GetInstant()), cancellation);
}
