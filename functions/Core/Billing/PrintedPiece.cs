namespace Tallystick.Core.Billing;

/// <summary>A piece of a paragraph.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsCode">True for what is set in the type of programs.</param>
public sealed record PrintedPiece(string Text, bool IsCode = false);
