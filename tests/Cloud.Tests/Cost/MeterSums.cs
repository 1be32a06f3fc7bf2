using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tallystick.Cloud;

namespace Tallystick.Tests.Cloud.Tests.Cost;

/// <summary>What the instruments of the meter record in calls that begin where this was made. The instruments are the process's, and other tests use them too.</summary>
internal sealed class MeterSums : IDisposable
{
    private readonly AsyncLocal<bool> mine = new() { Value = true };
    private readonly ConcurrentDictionary<string, double> sums = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new()
    {
        InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == CloudMeter.Name)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        },
    };

    public MeterSums()
    {
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();
    }

    /// <summary>The sum of an instrument.</summary>
    public double this[string name] => sums.GetValueOrDefault(name);

    public void Dispose() => listener.Dispose();

    private void Add(string name, double value)
    {
        if (mine.Value)
        {
            sums.AddOrUpdate(name, value, (_, before) => before + value);
        }
    }
}
