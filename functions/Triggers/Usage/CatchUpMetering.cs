using Microsoft.Azure.Functions.Worker;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Usage;

/// <summary>Meters where <see cref="MeterUsage"/> stands still, every minute. Firing late or twice does no harm.</summary>
public sealed class CatchUpMetering(MeterCatchUp metering)
{
    /// <summary>Takes every partition that stands still a step further.</summary>
    [Function(nameof(CatchUpMetering))]
    public Task RunAsync([TimerTrigger("40 * * * * *")] TimerInfo timer, CancellationToken cancellation) => metering.RunAsync(cancellation);
}
