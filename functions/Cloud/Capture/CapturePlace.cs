namespace Tallystick.Cloud.Capture;

/// <summary>A place in the archive of a partition.</summary>
/// <param name="Next">The number of the record that is wanted there.</param>
/// <param name="Blob">The blob that has it, or the one before; null for the first of all.</param>
/// <param name="Block">Where its block begins, or one before; 0 for the first.</param>
internal sealed record CapturePlace(long Next, string? Blob, long Block);
