namespace Tallystick.Cloud.Capture;

/// <summary>A record as Capture keeps it.</summary>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="EnqueuedTime">The text of the service's time.</param>
/// <param name="Account">The account's name; null where it names none.</param>
/// <param name="Body">Its body, a part of its block; null where it has none.</param>
internal readonly record struct CapturedRecord(long Sequence, ReadOnlyMemory<byte> EnqueuedTime, string? Account, ReadOnlyMemory<byte>? Body);
