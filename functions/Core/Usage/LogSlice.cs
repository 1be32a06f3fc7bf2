namespace Tallystick.Core.Usage;

/// <summary>What a read of the log gives.</summary>
/// <param name="Records">The records, in order.</param>
/// <param name="Next">The sequence number to read on from. Where it equals the number that was asked for, the end is reached.</param>
public readonly record struct LogSlice(IReadOnlyList<LogRecord> Records, long Next);
