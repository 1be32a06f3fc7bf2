namespace Tallystick.Core.Usage;

/// <summary>How far the use of a metric has come in a billing period, in the order of the log.</summary>
/// <param name="Quantity">What was counted so far, less what was corrected; in the metric's unit.</param>
/// <param name="Owed">What the wallet was asked for it and could not pay, 0 or more: what the period gives back is taken off it first.</param>
public readonly record struct Tally(decimal Quantity, decimal Owed);
