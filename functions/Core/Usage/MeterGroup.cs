namespace Tallystick.Core.Usage;

/// <summary>A metric's use in one group.</summary>
/// <param name="GroupBy">The values of the dimensions that were asked for.</param>
/// <param name="Value">The quantity.</param>
/// <param name="Events">How many events.</param>
public sealed record MeterGroup(IReadOnlyDictionary<string, string> GroupBy, decimal Value, long Events);
