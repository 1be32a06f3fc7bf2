namespace Tallystick.Core.Usage;

/// <summary>A delivery that the definitions in force accept; its claim tells whether it counts.</summary>
/// <param name="Account">The batch of its account.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Readings">What it measures.</param>
/// <param name="Key">What its tenant's events are hashed by.</param>
internal readonly record struct AcceptedUsage(AccountBatch Account, Delivery Delivery, IReadOnlyList<Reading> Readings, ProofKey Key);
