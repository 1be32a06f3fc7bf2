namespace Tallystick.Core.Billing;

/// <summary>A row below the lines.</summary>
/// <param name="Kind">How much it weighs.</param>
/// <param name="Label">Of what.</param>
/// <param name="Amount">How much.</param>
public sealed record PrintedTotal(TotalKind Kind, string Label, string Amount);
