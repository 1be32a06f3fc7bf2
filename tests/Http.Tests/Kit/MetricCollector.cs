using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>Sums what the instruments of one meter record, by instrument and tags; a gauge's last value.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, double> values = new(StringComparer.Ordinal);

    public MetricCollector(Meter meter)
    {
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    /// <summary>A value by name and tags: <c>name tag=value tag=value</c>; null where nothing was recorded.</summary>
    public double? this[string key] => values.TryGetValue(key, out var value) ? value : null;

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var tag in tags)
        {
            key += $" {tag.Key}={tag.Value}";
        }

        var isGauge = instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);
        values.AddOrUpdate(key, value, (_, before) => isGauge ? value : before + value);
    }
}
