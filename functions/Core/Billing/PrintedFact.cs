namespace Tallystick.Core.Billing;

/// <summary>Something that an invoice says of itself.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Lines">What it says: one line or more.</param>
/// <param name="IsCode">True for what is set in the type of programs.</param>
public sealed record PrintedFact(string Label, IReadOnlyList<string> Lines, bool IsCode = false);
