namespace Tallystick.Cloud.Capture;

/// <summary>A block of a file.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Count">How many records it has.</param>
/// <param name="Data">The records, unpacked.</param>
internal sealed record AvroBlock(long Offset, long Count, ReadOnlyMemory<byte> Data);
