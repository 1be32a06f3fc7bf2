namespace Tallystick.Core.Usage;

/// <summary>Values of one group of one metric that stand beside their window.</summary>
/// <param name="Fold">Which metric and group: their hash, for the names of groups may be long.</param>
/// <param name="Values">Hashes of values, as in <see cref="Aggregate.Distinct"/>.</param>
public sealed record SpilledSet(string Fold, IReadOnlyList<string> Values);
