using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>A metric's use in one window.</summary>
/// <param name="Period">The window.</param>
/// <param name="Value">The quantity.</param>
/// <param name="Events">How many events.</param>
public sealed record MeterWindow(Period Period, decimal Value, long Events);
