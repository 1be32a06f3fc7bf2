using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Telemetry;

namespace Tallystick.Triggers.Timers;

/// <summary>Measures how far metering is behind, every minute.</summary>
public sealed class MeasureLag(MeterLag lag, PipelineMetrics metrics, TimeProvider time)
{
    /// <summary>Records the lag of every partition.</summary>
    [Function(nameof(MeasureLag))]
    public async Task RunAsync([TimerTrigger("50 * * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        metrics.Lag(await lag.ReadAsync(time.GetInstant(), cancellation));
}
