namespace Tallystick.Core.Billing;

/// <summary>A row of the lines.</summary>
/// <param name="Cells">What stands in the columns.</param>
/// <param name="IsDetail">True for a part of what the row above comes to.</param>
public sealed record PrintedRow(IReadOnlyList<PrintedCell> Cells, bool IsDetail = false);
