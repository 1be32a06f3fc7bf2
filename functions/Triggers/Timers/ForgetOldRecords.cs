using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Triggers.Timers;

/// <summary>Has claims and records of the log forgotten that have been kept for their time, every hour. Firing late or twice does no harm.</summary>
public sealed class ForgetOldRecords(Retention retention, TimeProvider time)
{
    /// <summary>Forgets a bounded part.</summary>
    [Function(nameof(ForgetOldRecords))]
    public Task RunAsync([TimerTrigger("45 7 * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        retention.RunAsync(time.GetInstant(), cancellation);
}
