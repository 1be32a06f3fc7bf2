namespace Tallystick.Core.Usage;

/// <summary>A reading, and what the wallet did for it.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Paid">What the wallet paid, exact.</param>
/// <param name="Owed">What the wallet should have paid and could not, exact.</param>
public readonly record struct ChargedReading(Reading Reading, decimal Paid = 0, decimal Owed = 0);
