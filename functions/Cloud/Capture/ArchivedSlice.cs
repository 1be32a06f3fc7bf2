using Tallystick.Core.Usage;

namespace Tallystick.Cloud.Capture;

/// <summary>What a read of the archive gives.</summary>
/// <param name="First">The number of the first record that it came to, whether it is wanted or not.</param>
/// <param name="Slice">The records, and where to read on.</param>
internal readonly record struct ArchivedSlice(long First, LogSlice Slice);
