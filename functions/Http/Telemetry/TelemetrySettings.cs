namespace Tallystick.Http.Telemetry;

/// <summary>How much is traced.</summary>
/// <param name="TraceOneIn">Of how many events one is followed; 0 for none, 1 for all. Which ones is decided by their ids, so that every process follows the same.</param>
public sealed record TelemetrySettings(int TraceOneIn = TelemetrySettings.DefaultTraceOneIn)
{
    /// <summary>One event in a thousand.</summary>
    public const int DefaultTraceOneIn = 1000;
}
