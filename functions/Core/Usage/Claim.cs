namespace Tallystick.Core.Usage;

/// <summary>The row that says which log position an event's identity belongs to.</summary>
/// <param name="Event">The identity.</param>
/// <param name="Owner">The position whose event counts; never changes.</param>
/// <param name="BodyHash">The first 128 bits of the SHA-256 of the owner's body.</param>
public readonly record struct Claim(EventId Event, LogPosition Owner, UInt128 BodyHash);
