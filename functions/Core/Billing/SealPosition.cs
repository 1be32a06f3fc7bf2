namespace Tallystick.Core.Billing;

/// <summary>Up to where one partition of the log belongs to a period.</summary>
/// <param name="Log">The number of the log (see <see cref="Usage.LogPosition"/>).</param>
/// <param name="Partition">The partition.</param>
/// <param name="LastSequence">The last record's number, included; −1 where the partition was empty.</param>
public readonly record struct SealPosition(int Log, int Partition, long LastSequence);
