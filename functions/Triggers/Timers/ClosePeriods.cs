using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Telemetry;

namespace Tallystick.Triggers.Timers;

/// <summary>Has the periods closed that are due, every minute. Firing late or twice does no harm.</summary>
public sealed class ClosePeriods(Closing closing, PipelineMetrics metrics, TimeProvider time)
{
    /// <summary>Sends a command for each.</summary>
    [Function(nameof(ClosePeriods))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        metrics.Due(DuePeriod.CommandKind, await closing.SweepAsync(time.GetInstant(), cancellation));
}
