namespace Tallystick.Core.Usage;

/// <summary>What one group of one metric comes to in a window.</summary>
/// <param name="Metric">The metric's id.</param>
/// <param name="Group">The group, as <see cref="GroupKey"/> writes it.</param>
/// <param name="Aggregate">The fold.</param>
public readonly record struct WindowFold(string Metric, string Group, Aggregate Aggregate);
