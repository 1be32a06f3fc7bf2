using System.Diagnostics.Metrics;

namespace Tallystick.Cloud;

/// <summary>The meter of what the adapters count of the services that they ask, for whoever watches or prices them.</summary>
public static class CloudMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Tallystick.Cloud";

    internal static Meter Instance { get; } = new(Name);
}
