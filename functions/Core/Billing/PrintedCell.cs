namespace Tallystick.Core.Billing;

/// <summary>A cell of the lines.</summary>
/// <param name="Text">What it says; empty for nothing.</param>
/// <param name="Note">What is said in small type below; null for nothing.</param>
public sealed record PrintedCell(string Text, string? Note = null);
