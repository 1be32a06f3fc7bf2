using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Triggers.Timers;

/// <summary>
/// Purges claims that have been kept for their time, and records of the log where that is not kept for ever, every hour. Firing late or twice does no harm.
/// </summary>
public sealed class PurgeClaimsAndLog(Retention retention, TimeProvider time)
{
    /// <summary>Purges a bounded part.</summary>
    [Function(nameof(PurgeClaimsAndLog))]
    public Task RunAsync([TimerTrigger("45 7 * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        retention.RunAsync(time.GetInstant(), cancellation);
}
