using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>How far metering is behind a partition's end.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Records">How many records are not metered; 0 or more.</param>
/// <param name="Events">
/// How many events those have: counted where they are few, and otherwise estimated by the first of them, as <see cref="MeterLag"/> says.
/// </param>
/// <param name="Age">For how long the first of them has been waiting; zero where none is.</param>
public readonly record struct PartitionLag(int Partition, long Records, long Events, Duration Age);
