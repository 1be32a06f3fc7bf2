namespace Tallystick.Core.Billing;

/// <summary>A stretch of one partition of the log, both ends included.</summary>
/// <param name="Log">The number of the log (see <see cref="Usage.LogPosition"/>).</param>
/// <param name="Partition">The partition.</param>
/// <param name="FromSequence">The first record's number.</param>
/// <param name="ToSequence">The last record's number.</param>
public readonly record struct PositionRange(int Log, int Partition, long FromSequence, long ToSequence);
