namespace Tallystick.Core.Usage;

/// <summary>A reading, and what the wallet did for it.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Paid">What the wallet paid, exact; below 0 for what it got back, because the period comes to less.</param>
/// <param name="Owed">What the wallet should have paid and could not, exact; below 0 for what is not owed any more.</param>
public readonly record struct ChargedReading(Reading Reading, decimal Paid = 0, decimal Owed = 0);
