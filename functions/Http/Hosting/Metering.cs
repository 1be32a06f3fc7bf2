using Tallystick.Core.Usage;
using Tallystick.Http.Telemetry;

namespace Tallystick.Http.Hosting;

/// <summary>Meters batches of the log and tells of it: what the embedded host's worker and the trigger of the cloud's both call.</summary>
public sealed class Metering(Meter meter, PipelineMetrics metrics, PipelineTraces traces)
{
    /// <summary>Meters records of one partition; see <see cref="Meter.ConsumeAsync"/>.</summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">A store cannot answer now: give the same records again.</exception>
    public async Task ConsumeAsync(int partition, IReadOnlyList<LogRecord> records, CancellationToken cancellation)
    {
        using var span = traces.Start("meter usage");
        span?.SetTag(TelemetryTags.Partition, partition);
        var batch = await meter.ConsumeAsync(partition, records, cancellation);
        metrics.Metered(batch);
        traces.Metered(batch);
    }
}
