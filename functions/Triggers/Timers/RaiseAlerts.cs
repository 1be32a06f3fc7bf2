using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;

namespace Tallystick.Triggers.Timers;

/// <summary>Raises alerts of customers who crossed thresholds, every minute. Firing late or twice does no harm.</summary>
public sealed class RaiseAlerts(AlertSweeper sweeper, TimeProvider time)
{
    /// <summary>Looks at the accounts that have used something, and at those that are watched.</summary>
    [Function(nameof(RaiseAlerts))]
    public Task RunAsync([TimerTrigger("35 * * * * *")] TimerInfo timer, CancellationToken cancellation) => sweeper.SweepAsync(time.GetInstant(), cancellation);
}
