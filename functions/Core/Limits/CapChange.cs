namespace Tallystick.Core.Limits;

/// <summary>What is to change of a cap; null stays.</summary>
/// <param name="Amount">See <see cref="Cap.Amount"/>.</param>
/// <param name="AlertAt">See <see cref="Cap.AlertAt"/>.</param>
public sealed record CapChange(decimal? Amount, IReadOnlyList<int>? AlertAt);
