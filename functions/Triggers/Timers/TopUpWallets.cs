using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Triggers.Timers;

/// <summary>Asks customers for payments whose wallets run low, where that is wanted, every minute. Firing late or twice does no harm.</summary>
public sealed class TopUpWallets(AutoTopUpSweeper sweeper, TimeProvider time)
{
    /// <summary>Looks at all that are to be watched.</summary>
    [Function(nameof(TopUpWallets))]
    public Task RunAsync([TimerTrigger("20 * * * * *")] TimerInfo timer, CancellationToken cancellation) => sweeper.SweepAsync(time.GetInstant(), cancellation);
}
