using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Payments;
using Tallystick.Core.Values;

namespace Tallystick.Triggers.Timers;

/// <summary>Asks customers for payments whose wallets run low, where that is wanted, and providers what became of payments, every minute. Firing late or twice does no harm.</summary>
public sealed class TopUpWallets(PaymentSweeper sweeper, TimeProvider time)
{
    /// <summary>Looks at all that are to be watched.</summary>
    [Function(nameof(TopUpWallets))]
    public Task RunAsync([TimerTrigger("20 * * * * *")] TimerInfo timer, CancellationToken cancellation) => sweeper.SweepAsync(time.GetInstant(), cancellation);
}
