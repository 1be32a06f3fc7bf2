namespace Tallystick.DevHost.Demo;

/// <summary>How much of the demo is played.</summary>
internal enum DemoExtent
{
    /// <summary>A month of one customer, to its invoice.</summary>
    Month,

    /// <summary>That month, and thirteen months of forty customers.</summary>
    Year,
}
