namespace Tallystick.Core.Usage;

/// <summary>Values of one group of one metric that stand beside their window.</summary>
/// <param name="Metric">The metric's id.</param>
/// <param name="Group">The group, as <see cref="GroupKey"/> writes it.</param>
/// <param name="Values">Hashes of values, as in <see cref="Aggregate.Distinct"/>.</param>
public sealed record SpilledSet(string Metric, string Group, IReadOnlyList<string> Values);
